"""Words that names of places are mistaken for, and words that are no neighbour of one."""

from __future__ import annotations

# Cities whose name is more often a word, a person or something else: a region or country has to
# follow
AMBIGUOUS = frozenset(
    """
    Aba Ado Al Allen Alta Aurora Baja Ban Bandar Bar Bari Bata Bath Bay Beach Beaumont Bell
    Bello Beni Best Bo Boa Bolton Bor Bridgeport Brits Bury Bush Buy Carolina Carson Cary
    Central Chester Clarksville Clinton Clovis Columbia Commerce Como Concepcion Concord
    Cordoba Cork Corona Darwin Deal Delta Depok Derby Don Dong Dos Douglas Ede El Elgin
    Enterprise Esperanza Este Eugene Falls Ford Fort Fuji Garden Garland Gates Gay Georgia
    Golden Grande Grove Guadalupe Guru Halle Hama Hamilton Hamm Heights Hero Hills Hitachi Ho
    Honda Hope Hub Hull Ibarra Ica Ila Imperial Independence Industry Irving Isa Ise Islam Iwo
    Jena Jordan Kara Kent Khan Kings Kingston Kota Kure La Lake Lakeland Lakes Lancaster Las
    Lawrence Lens Liberty Link Livonia Loja Longs Los Luton Male Man Many Mar Marina Marta
    Martin Mary Mato Mazda Media Mercedes Metro Ming Mission Mobile Mon Moon Moron Murray Naga
    Nancy Nara Nes Newton Nice Normal Norman Norte Nueva Nuevo Obo Occidental Oeste Of Oita
    Olive Opportunity Oral Orange Ore Oriental Ota Owo Oya Oyo Palm Paradise Park Parks Pasha
    Pasto Paz Pearl Pharr Pinto Piracy Plantation Police Poole Preston Probe Progress
    Providence Queens Reading Regina Republic Richmond Rio Riobamba Roanoke Rochester Rock
    Rosario Rose Roy Royal Rugby Saga Saint Sale Salem Salt Same San Sandy Sant Santa Santiago
    Santo Santos Sao Say Sidi Sima Split Spring Springs Star Sterling Storm Sultan Sun Sung
    Sunrise Sur Surprise Suzuki Tan Tema Temecula Temple Thornton Toba Tours Toyota Trinidad
    Triumph Troy Tyler Ube Uji Ulm Une Union University Uyo Valencia Valley Van Vance Victoria
    Viejo Vista Warren Washington Waterloo Wellington Wells Westminster Worcester Wuhu Young
    """.split()
)

# Names that persons have, too: a word of place has to stand before, or a region after
GIVEN_NAMES = frozenset(
    """
    Adelaide Albert Alexandria Alice Anne Arlington Austin Bill Bob Bradford Brandon Brooke
    Burke Cameron Carter Chad Chandler Charlotte Clark Colin Dakota Dallas Davenport David
    Davis Dayton Denver Diego Durban Everett Florence Francis George Grace Hayward Henderson
    Henry Houston Hudson Jack Jackson James Jersey John Jose Joseph Kimberley Lafayette
    Laurence Leon Lincoln Logan Louis Lyon Macon Madison Mali Marcos Maria Mark Marshall Mason
    Mesa Michael Milton Montgomery Murcia Niger Oakland Odessa Olivia Orlando Oxford Parker
    Paul Perth Peter Quincy Raleigh Robin Roma Roman Russell San Savannah Sheffield Shelby
    Sofia Spencer Stanton Stockton Sydney Taylor Tom Tucker Vienna Virginia Wayne Wilmington
    Winchester Windsor
    """.split()
)

FUNCTION_WORDS = frozenset(
    """
    a an the in on at of from to by for with and or but nor as than then that this these those
    when where while after before since until till near into over under through via if so yet
    is are was were be it its he she they we you i our your their his her my not no also both
    either neither all any some each every most many few more however meanwhile today
    yesterday tomorrow now here there between among across around like unlike outside inside
    within without against during about per versus because although though except only even
    just january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter what
    which who how why
    """.split()
)

# What stands after a comma and says that the name before it is a place
REGIONS = frozenset(
    word.strip()
    for word in """
    Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida,
    Georgia, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine,
    Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska,
    Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota,
    Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota,
    Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming,
    D.C, DC, AL, AK, AZ, AR, CA, CO, CT, DE, FL, GA, HI, ID, IL, IN, IA, KS, KY, LA, ME, MD,
    MA, MI, MN, MS, MO, MT, NE, NV, NH, NJ, NM, NY, NC, ND, OH, OK, OR, PA, RI, SC, SD, TN,
    TX, UT, VT, VA, WA, WV, WI, WY, Ontario, Quebec, British Columbia, Alberta, Manitoba,
    Nova Scotia, England, Scotland, Wales, Northern Ireland, UK, USA, U.S, United Kingdom,
    United States, Canada, Australia, New Zealand, France, Germany, Italy, Spain, Portugal,
    Netherlands, Belgium, Switzerland, Austria, Poland, Czech Republic, Hungary, Romania,
    Greece, Turkey, Türkiye, Russia, Ukraine, Sweden, Norway, Finland, Denmark, Ireland,
    Israel, Egypt, Morocco, South Africa, Kenya, Nigeria, Ghana, India, Pakistan, Bangladesh,
    China, Japan, Korea, South Korea, Republic of Korea, Vietnam, Thailand, Indonesia,
    Malaysia, Philippines, Taiwan, Mongolia, Uzbekistan, Kazakhstan, Saudi Arabia, UAE,
    United Arab Emirates, Qatar, Kuwait, Iran, Iraq, Jordan, Lebanon, Mexico, Brazil,
    Argentina, Chile, Peru, Colombia, Ecuador, Bolivia, Venezuela, Cuba, Costa Rica, Gyeonggi,
    Gangwon, Jeolla
    """.replace("\n", " ").split(",")
)

# What follows a Korean noun in its word, the longer first where one begins another
PARTICLES = tuple(
    """
    에서는 에서도 에서의 에서 에는 에도 에의 에선 에까지 에 으로부터 으로는 으로의 으로 로부터
    로는 로의 로 까지의 까지 부터 의 은 는 이 가 을 를 과의 와의
    과 와 도 만 이나 나 이라는 라는 이라고 라고 이란 란 이며 며 이고 고 인 이다 다 입니다 보다
    처럼 뿐 쪽 발 산 행 내 에서만 이든 든 하고 간 간의 여
    """.split()
)
