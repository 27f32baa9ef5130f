"""Words that say what a part of a reference is, by class; case is folded.

A class of CUES stands for its words in the patterns of neighbouring tokens, too.
"""

from __future__ import annotations

CUES = {
    "month": """
        january february march april may june july august september october november december jan
        feb mar apr jun jul aug sept sep oct nov dec januar februar märz maerz mai juni juli
        oktober dezember okt dez janvier février mars avril juin juillet août septembre octobre
        novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre
        noviembre diciembre spring summer autumn fall winter herbst sommer frühjahr printemps été
        automne hiver
    """,
    "volume": """
        vol vols volume volumes bd bde band jg jahrgang jahrg tome tom v 권 卷 巻 권제 卷第 巻第
    """,
    "number": """
        no nr number num issue iss heft h n 호 号 號 期 집 통권 年第 第 제
    """,
    "page": """
        pp pages page p s seiten seite pgs 쪽 면 페이지 页 頁 pag
    """,
    "in": """
        in 載 载 见 收入 所収 dans
    """,
    "editor": """
        ed eds edited editor editors hg hrsg herausgegeben hgg herausgeber éd éds coord dir 편
        편저 엮음 편집 主编 主編 编 編 编著 編著 監修 redaktion
    """,
    "translator": """
        trans translated translator translators übers übersetzt übersetzung trad 역 옮김 번역 译
        訳 譯 译注
    """,
    "written": """
        저 지음 글 공저 著 撰 편저 저자
    """,
    "and": """
        and & und et y e 및 와 과 和 与
    """,
    "others": """
        al etal others 외 等 ほか 他 u.a
    """,
    "thesis": """
        thesis dissertation phd ph.d msc m.sc ma doctoral doctorate master's masters diplomarbeit
        magisterarbeit habilitationsschrift habil diss dissertationsschrift thèse tesis 학위논문
        박사학위논문 석사학위논문 박사 석사 学位论文 博士学位论文 硕士学位论文 博士論文 修士論文
        硕士论文 博士论文 論文 masterarbeit bachelorarbeit
    """,
    "report": """
        report reports technical tech tr memo memorandum working paper papers discussion preprint
        rapport arbeitspapier bericht forschungsbericht diskussionspapier arbeitsbericht 보고서
        연구보고서 정책연구 报告 報告書
    """,
    "meeting": """
        proceedings proc conference conf symposium symp workshop congress meeting annual
        international kongress tagung kongreß konferenz verhandlungen tagungsband actes congrès
        colloque simposio 학술대회 학술대회논문집 학술발표대회 춘계학술대회 추계학술대회
        발표논문집 논문집 세미나 会议 论文集 会议论文集 大会 研究会
    """,
    "journal": """
        journal journals j transactions trans letters lett review rev annals ann bulletin bull
        acta archives arch magazine quarterly zeitschrift zeitung revue revista rivista jahrbuch
        archiv blätter studien science sciences physics phys nature cell lancet med medicine biol
        biology chem chemistry math mathematics appl int intl am amer soc society eur res research
        stud studies newsletter times economics economic psychology sociology sociological
        politics politik vierteljahrsschrift forum communications comm comput computing software
        theory systems technol eng astron astrophys geophys 학보 논총 논집 학회지 학회논문지 회지
        저널 리뷰 일보 신문 학술지 学报 學報 学刊 研究 杂志 雑誌 论坛 评论 通报 期刊 日报 時報
        周刊 ieee acm
    """,
    "publisher": """
        press publisher publishers publishing publications verlag verlagsanstalt
        verlagsgesellschaft editions éditions édition ediciones editorial editore books wiley
        springer elsevier routledge sage oxford cambridge macmillan palgrave penguin kluwer
        academic addison-wesley prentice-hall prentice mcgraw-hill mcgraw blackwell harper norton
        sons harcourt birkhäuser gruyter mohr siebeck suhrkamp fischer rowohlt campus
        westdeutscher leske budrich opladen vs nomos juventa beltz duncker humblot beck
        vandenhoeck ruprecht fink steiner metzler reclam klett kohlhammer waxmann hogrefe
        klinkhardt lit transcript gallimard seuil puf minuit hachette freeman mit erlbaum pergamon
        brill 출판사 출판 출판부 출판문화원 문화사 서적 도서출판 사회평론 나남 박영사 법문사 한울
        아카데미 한울아카데미 창비 민음사 出版社 书局 書局 书店 書店 書房 出版会 出版 印书馆
        印書館 书社 株式会社
    """,
    "edition": """
        edition edn aufl auflage rev revised édition ed 판 개정판 版 增订版 修订版 改訂版 年版 erw
        überarb
    """,
    "accessed": """
        retrieved accessed available abgerufen zugriff url online verfügbar stand letzter 검색일
        접속일 引用日期 最后访问日期 アクセス 閲覧 访问
    """,
    "law": """
        act law code gesetz verordnung bundesgesetzblatt bgbl directive regulation constitution
        법률 법 시행령 시행규칙 조례 고시 法律 条例 法
    """,
    "standard": """
        iso iec din ks gb rfc ieee-std astm ansi iso/iec jis
    """,
}

OTHERS = {
    "institution": """
        university universität université universidad universidade università college institute
        institut instituto school department dept faculty ministry ministère ministerium
        bundesministerium bureau center centre zentrum office council committee commission
        foundation stiftung association society gesellschaft organization organisation agency
        authority bank laboratory laboratories group board government bundesamt amt akademie
        academy hochschule fakultät corporation company inc ltd gmbh 대학교 대학원 연구원 연구소
        진흥원 위원회 공사 공단 학회 협회 재단 大学 大學 学院 研究院 研究所 委员会 学会 協会 省 庁
    """,
    "place": """
        london paris berlin york cambridge oxford boston chicago washington princeton philadelphia
        amsterdam dordrecht heidelberg münchen munich stuttgart frankfurt main hamburg köln
        cologne bonn leipzig dresden göttingen tübingen freiburg wien vienna zürich zurich bern
        basel genf geneva wiesbaden opladen baden-baden weinheim münster hannover mannheim
        bielefeld bremen essen dortmund düsseldorf darmstadt marburg kiel jena halle weimar
        potsdam konstanz augsburg nürnberg würzburg mainz bamberg regensburg passau erlangen graz
        salzburg innsbruck madrid barcelona lisboa lisbon rome roma milano milan torino turin
        bologna firenze florence venice brussels bruxelles leuven louvain utrecht leiden hague
        rotterdam copenhagen stockholm oslo helsinki uppsala gothenburg moscow warsaw prague
        budapest athens istanbul ankara tokyo kyoto osaka beijing shanghai seoul busan taipei hong
        kong singapore delhi mumbai sydney melbourne canberra brisbane auckland toronto montreal
        vancouver ottawa quebec calgary angeles francisco diego berkeley stanford seattle portland
        denver austin houston dallas atlanta miami detroit minneapolis madison baltimore
        pittsburgh cleveland haven ithaca providence amherst durham chapel hill ann arbor urbana
        bloomington newbury thousand oaks hillsdale mahwah englewood cliffs reading menlo park
        palo alto san santa new los ny nj ma ca dc pa il md tx uk usa england germany deutschland
        france italy spain netherlands switzerland austria canada australia japan china korea
        india brazil edinburgh glasgow manchester birmingham leeds sheffield bristol cardiff
        dublin belfast aldershot harmondsworth hoboken 서울 부산 대구 인천 광주 대전 울산 세종
        경기 수원 성남 파주 고양 춘천 청주 전주 창원 제주 과천 안양 용인 北京 上海 广州 南京 武汉
        成都 重庆 西安 天津 杭州 长沙 沈阳 济南 合肥 桂林 北京市 台北 臺北 香港 東京 京都 大阪
        名古屋 长春 哈尔滨 昆明 福州 南昌 郑州 兰州 太原 石家庄 贵阳 南宁 海口 深圳 苏州
    """,
    "forthcoming": """
        press forthcoming appear submitted erscheint unpublished im druck ebd 게재예정 待刊
    """,
    "particle": """
        van von de der den del della di da dos du la le ten ter zu af al el bin ibn san st
    """,
    "function": """
        the of a an on for to with by from at as is der die das des dem den ein eine für zur zum
        über im am auf mit als les le la du en el los las
    """,
}


def _by_word(classes: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in classes.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found


CLASSES = _by_word(CUES | OTHERS)
CUE = {word: names[0] for word, names in _by_word(CUES).items()}
