"""Words that names of places are mistaken for, and words that are no neighbour of one."""

from __future__ import annotations

# Cities whose name is more often a word, a person or something else: a region or country has to follow
AMBIGUOUS = frozenset(
    """
    Aurora Bath Best Bo Boa Bar Beni Bello Bor Brits Buy Carolina Central Chester Clovis Concord Corona
    Darwin Deal Depok Enterprise Eugene Fort Garland Garden Hero Ho Hope Hub Independence Irving Isa Jordan
    Kent Khan Lens Link Male Man Many Marina Martin Mary Mobile Moron Mon Naga Nancy Nice Of Olive Orange
    Oral Ore Oya Palm Paradise Park Pearl Pasto Piracy Pinto Police Poole Probe Progress Providence Reading Regina
    Rose Sale Same Salt San Santos Say Spring Split Storm Sunrise Surprise Toyota Tours Union University
    Une Van Victoria Vista Warren Wuhu Young Temple Tyler Santiago Cordoba Opportunity Liberty Republic Bridgeport
    Mission Temecula Pharr Normal Commerce Industry Plantation Media Triumph Cary Allen Thornton Newton Bolton Preston Clarksville Clinton Norman
    Lawrence Murray Elgin Roy Beaumont Carson Sandy Sterling Troy Valencia Vance Waterloo Worcester Ford Kota Bari Como
    Sidi Douala Hama Bata Kara Sima Toba Ube Tema Ica Ise Uji Oita Ota Kure Nara Obo Ede Ila Oyo Iwo Aba Ado Owo Uyo
    Gay Hamm Jena Essen Bonn Halle Ulm Nes Riga Bern Cork Hull Bury Rugby Luton Derby Rochester Westminster Lancaster
    Salem Sterling Livonia Roanoke Rosario Guadalupe Trinidad Mercedes Concepcion Esperanza La Los Las El Al Sao
    Delta Metro Loja Lima Ibarra Mato Mar Marta Paz Rio Riobamba Tan Ban Dos Don Dong Fuji Ming Sung Sun Moon Star
    Bush Saga Hitachi Suzuki Honda Mazda Guru Wells Bell Rock Parks Lake Lakeland Georgia Washington Bandar Kings Queens Kingston Richmond Hamilton Wellington Douglas Columbia Memphis Phoenix
    Longs Bay Hills Heights Lakes Springs Valley Beach Grove Falls Gates Golden Royal Imperial Sultan Pasha Islam
    Sur Norte Oriental Occidental Este Oeste Alta Baja Grande Viejo Nueva Nuevo Santa Santo Saint Sant
    """.split()  # fmt: skip
)
AMBIGUOUS -= {"Riga", "Essen", "Bonn", "Lima", "Douala", "Memphis", "Phoenix", "Bern"}

# Names that persons have, too: a word of place has to stand before, or a region after
GIVEN_NAMES = frozenset(
    """
    Adelaide Albert Alexandria Alice Arlington Austin Bradford Brandon Brooke Burke Cameron Carter Charlotte
    Chandler Clark Colin Dallas Davenport Denver Diego Durban Dayton Dakota Davis Everett Florence Francis Grace
    Hayward Henderson Houston Hudson Israel Jackson James Jersey John Jose Joseph Kimberley Lafayette Laurence
    Leon Lincoln London Logan Louis Lyon Macon Madison Marcos Maria Marshall Mason Mesa Milan Milton Montgomery Murcia Odessa
    Oakland Olivia Orlando Oxford Paris Parker Perth Peter Quincy Raleigh Robin Roman Roma Russell San Savannah Shelby Sheffield
    Sofia Spencer Stockton Stanton Sydney Taylor Tucker Vienna Virginia Wayne Wilmington Winchester Windsor
    Chad Mali Niger Panama Cuba Turkey Oman Peru Chile Jack Paul Michael David Anne Bill Bob George Henry Mark Tom
    """.split()  # fmt: skip
) - {"London", "Paris", "Milan", "Panama", "Cuba", "Turkey", "Oman", "Peru", "Chile", "Israel"}

FUNCTION_WORDS = frozenset(
    """
    a an the in on at of from to by for with and or but nor as than then that this these those when where while
    after before since until till near into over under through via if so yet is are was were be it its he she they
    we you i our your their his her my not no also both either neither all any some each every most many few more
    however meanwhile today yesterday tomorrow now here there between among across around like unlike outside
    inside within without against during about per versus because although though except only even just
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday spring summer autumn winter what which who how why
    """.split()
)

# Korean names of places that are also common words. True: believed after the name of a province.
AMBIGUOUS_KO: dict[str, bool] = dict.fromkeys(
    """
    강화 달성 기장 사상 예산 음성 진도 영광 강진 공주 이천 화성 진주 구리 장수 인제 고령 부여 오산 구미 상주 사천 양산 거창
    장성 영양 고성 정선 보은 영동 경기 전주 의성 서천 하동 청도 동해 남해 여주 봉화 원주 함양 신안 무안 완도 수영 세종 성주
    안성 영주 안산 양주 김제 금산 나주 화순 보성 부안 광산 시흥 남원 산청 양구 아산 가평 순창 임실 장흥 구례 태안 옥천 문경
    """.split(),
    True,
) | dict.fromkeys("말리 가나 수단 오만 인도 영국인 요르단강 니제르 차드 터키석".split(), False)  # fmt: skip

# What stands after a comma and says that the name before it is a place
REGIONS = frozenset(
    """
    Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,
    Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,
    Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,
    Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,
    Wisconsin,Wyoming,D.C,DC,AL,AK,AZ,AR,CA,CO,CT,DE,FL,GA,HI,ID,IL,IN,IA,KS,KY,LA,ME,MD,MA,MI,MN,MS,MO,MT,NE,NV,NH,NJ,NM,NY,
    NC,ND,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VT,VA,WA,WV,WI,WY,Ontario,Quebec,British Columbia,Alberta,Manitoba,Nova Scotia,
    England,Scotland,Wales,Northern Ireland,UK,USA,U.S,United Kingdom,United States,Canada,Australia,New Zealand,France,
    Germany,Italy,Spain,Portugal,Netherlands,Belgium,Switzerland,Austria,Poland,Czech Republic,Hungary,Romania,Greece,Turkey,
    Türkiye,Russia,Ukraine,Sweden,Norway,Finland,Denmark,Ireland,Israel,Egypt,Morocco,South Africa,Kenya,Nigeria,Ghana,India,
    Pakistan,Bangladesh,China,Japan,Korea,South Korea,Republic of Korea,Vietnam,Thailand,Indonesia,Malaysia,Philippines,
    Taiwan,Mongolia,Uzbekistan,Kazakhstan,Saudi Arabia,UAE,United Arab Emirates,Qatar,Kuwait,Iran,Iraq,Jordan,Lebanon,
    Mexico,Brazil,Argentina,Chile,Peru,Colombia,Ecuador,Bolivia,Venezuela,Cuba,Costa Rica,Gyeonggi,Gangwon,Jeolla
    """.replace("\n", "").replace("    ", "").split(",")
)

# What follows a Korean noun in its word, the longer first where one begins another
PARTICLES = (
    "에서는 에서도 에서의 에서 에는 에도 에의 에선 에까지 에 으로부터 으로는 으로의 으로 로부터 로는 로의 로 까지의 까지 부터 의 은 는 이 가 "
    "을 를 과의 와의 과 와 도 만 이나 나 이라는 라는 이라고 라고 이란 란 이며 며 이고 고 인 이다 다 입니다 보다 처럼 뿐 쪽 발 산 행 내 "
    "에서만 이든 든 하고 간 간의 여"
).split()
