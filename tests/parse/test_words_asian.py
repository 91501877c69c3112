"""What captures in the languages of Asia and the Near East tell, from one invented story in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from importlib.resources import files

import pytest

from news_digest.api import convert_capture
from news_digest.parse.words import load_words, read_word_list

LANGUAGES = ("ar", "fa", "he", "hi", "id", "ja", "ko", "th", "tr", "ur", "vi", "zh")
LOCAL = datetime(2024, 4, 14, 14, 6)  # noqa: DTZ001  most captures print no zone
SHORTEST_OPENING = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """A capture with the fields that it tells."""

    lang: str
    text: str
    headline: str
    date: datetime
    code: str
    source: str
    authors: tuple[str, ...]
    related: tuple[str, ...]
    tags: tuple[str, ...] = ()
    modified: datetime | None = None


SAMPLES = (
    Sample(
        lang="ar",
        text="""\
رقم الخبر: 55218
سكان الجزيرة الشمالية يعيدون إشعال المنارة القديمة بعد أربعين عاما
بقلم: سليم البحراوي
تاريخ النشر: الأحد 14 أبريل 2024 - 02:06 مساءً

أعاد سكان الجزيرة الشمالية مساء أمس إشعال المنارة القديمة التي انطفأت قبل أربعين عاما، وقال حارسها إن الضوء \
ظهر من على بعد خمسة عشر ميلا في البحر.

وأضاف أن ترميم العدسة استغرق ثلاث سنوات، وأن المال جمع من بيع الخبز في سوق السبت، ولم تدفع البلدية شيئا من \
كلفة العمل حتى الآن.

المصدر: مرآة الخليج
أخبار ذات صلة
صياد يعثر على جرس سفينة غرقت قبل قرن
مدرسة الجزيرة تفتح أبوابها من جديد
""",
        headline="سكان الجزيرة الشمالية يعيدون إشعال المنارة القديمة بعد أربعين عاما",
        date=LOCAL,
        code="55218",
        source="مرآة الخليج",
        authors=("سليم البحراوي",),
        related=("صياد يعثر على جرس سفينة غرقت قبل قرن", "مدرسة الجزيرة تفتح أبوابها من جديد"),
    ),
    Sample(
        lang="fa",
        text="""\
کد خبر: ۹۸۴۱۲۷
تاریخ انتشار: یکشنبه ۲۶ فروردین ۱۴۰۳ - ۱۴:۰۶

فانوس دریایی جزیره پس از چهل سال دوباره روشن شد
خبرنگار: شیرین موج‌آبادی

ساکنان جزیره شامگاه شنبه فانوس دریایی قدیمی را که چهل سال خاموش بود دوباره روشن کردند و نگهبان آن گفت که \
نور از پانزده مایلی دیده شد.

او افزود که تعمیر عدسی سه سال طول کشید و هزینه آن از فروش نان در بازار شنبه تأمین شد و شهرداری تا امروز \
چیزی نپرداخته است.

منبع: ساحل‌نیوز
برچسب‌ها: دریا، جزیره، فانوس
اخبار مرتبط
ماهیگیری ناقوس کشتی غرق‌شده را پیدا کرد
مدرسه جزیره دوباره باز شد
""",
        headline="فانوس دریایی جزیره پس از چهل سال دوباره روشن شد",
        date=LOCAL,
        code="984127",
        source="ساحل‌نیوز",
        authors=("شیرین موج‌آبادی",),
        related=("ماهیگیری ناقوس کشتی غرق‌شده را پیدا کرد", "مدرسه جزیره دوباره باز شد"),
        tags=("دریا", "جزیره", "فانوس"),
    ),
    Sample(
        lang="he",
        text="""\
תושבי האי הצפוני הדליקו מחדש את המגדלור הישן אחרי ארבעים שנה
מאת: נועה גלבוע
פורסם: 14.04.2024 בשעה 14:06
מספר כתבה: 71204

תושבי האי הצפוני הדליקו אמש מחדש את המגדלור הישן שכבה לפני ארבעים שנה, ושומר המגדלור סיפר כי האור נראה \
ממרחק של חמישה עשר מיילים בים.

לדבריו, שיקום העדשה נמשך שלוש שנים, והכסף נאסף ממכירת לחם בשוק של יום שבת. העירייה לא שילמה עד היום דבר עבור העבודה.

מקור: קול החוף
כתבות קשורות
דייג מצא פעמון של ספינה שטבעה לפני מאה שנה
בית הספר באי נפתח מחדש
""",
        headline="תושבי האי הצפוני הדליקו מחדש את המגדלור הישן אחרי ארבעים שנה",
        date=LOCAL,
        code="71204",
        source="קול החוף",
        authors=("נועה גלבוע",),
        related=("דייג מצא פעמון של ספינה שטבעה לפני מאה שנה", "בית הספר באי נפתח מחדש"),
    ),
    Sample(
        lang="ur",
        text="""\
خبر نمبر: 33817
چالیس سال بعد شمالی جزیرے کا پرانا مینار دوبارہ روشن ہو گیا
نامہ نگار: زہرہ ساحلی
تاریخ اشاعت: 14 اپریل 2024، 14:06

شمالی جزیرے کے رہنے والوں نے گزشتہ شام اس پرانے مینار کو دوبارہ روشن کر دیا جو چالیس سال سے بجھا ہوا تھا \
اور اس کے نگہبان نے کہا کہ روشنی پندرہ میل سے دکھائی دی۔

انہوں نے کہا کہ عدسے کی مرمت میں تین سال لگے اور رقم ہفتے کے بازار میں روٹی بیچ کر جمع کی گئی تھی جبکہ \
بلدیہ نے ابھی تک کچھ نہیں دیا ہے۔

ذریعہ: ساحل نامہ
متعلقہ خبریں
مچھیرے کو ڈوبے ہوئے جہاز کی گھنٹی مل گئی
جزیرے کا اسکول دوبارہ کھل گیا
""",
        headline="چالیس سال بعد شمالی جزیرے کا پرانا مینار دوبارہ روشن ہو گیا",
        date=LOCAL,
        code="33817",
        source="ساحل نامہ",
        authors=("زہرہ ساحلی",),
        related=("مچھیرے کو ڈوبے ہوئے جہاز کی گھنٹی مل گئی", "جزیرے کا اسکول دوبارہ کھل گیا"),
    ),
    Sample(
        lang="hi",
        text="""\
चालीस साल बाद उत्तरी द्वीप का पुराना प्रकाशस्तंभ फिर जल उठा
संवाददाता: मीरा तटकर
प्रकाशित: 14-04-2024 14:06
समाचार कोड: 20417

उत्तरी द्वीप के लोगों ने कल शाम वह पुराना प्रकाशस्तंभ फिर से जला दिया जो चालीस साल पहले बुझ गया था और उसके \
रखवाले ने कहा कि रोशनी पंद्रह मील दूर से दिखी।

उन्होंने कहा कि लेंस की मरम्मत में तीन साल लगे और पैसा शनिवार के बाजार में रोटी बेचकर जुटाया गया, नगरपालिका \
ने अब तक इस काम के लिए कुछ नहीं दिया है।

स्रोत: तट समाचार
संबंधित खबरें
मछुआरे को डूबे जहाज की घंटी मिली
द्वीप का स्कूल फिर खुल गया
""",
        headline="चालीस साल बाद उत्तरी द्वीप का पुराना प्रकाशस्तंभ फिर जल उठा",
        date=LOCAL,
        code="20417",
        source="तट समाचार",
        authors=("मीरा तटकर",),
        related=("मछुआरे को डूबे जहाज की घंटी मिली", "द्वीप का स्कूल फिर खुल गया"),
    ),
    Sample(
        lang="tr",
        text="""\
Kuzey Adası'nın eski feneri kırk yıl sonra yeniden yandı
Muhabir: Defne Kıyıoğlu
Yayınlanma: 14 Nisan 2024 Pazar 14:06 | Güncelleme: 14 Nisan 2024 15:20
Haber Kodu: 66120

Kuzey Adası sakinleri kırk yıl önce sönen eski feneri dün akşam yeniden yaktı ve bekçisi ışığın denizde on \
beş mil uzaktan göründüğünü söyledi.

Merceğin onarımı üç yıl sürdü ve para cumartesi pazarında ekmek satılarak toplandı, belediye ise bu iş için \
bugüne kadar hiçbir şey ödemedi.

Kaynak: Kıyı Postası
Etiketler: deniz, fener
İlgili Haberler
Balıkçı batık bir geminin çanını buldu
Adanın okulu yeniden açıldı
""",
        headline="Kuzey Adası'nın eski feneri kırk yıl sonra yeniden yandı",
        date=LOCAL,
        code="66120",
        source="Kıyı Postası",
        authors=("Defne Kıyıoğlu",),
        related=("Balıkçı batık bir geminin çanını buldu", "Adanın okulu yeniden açıldı"),
        tags=("deniz", "fener"),
        modified=datetime(2024, 4, 14, 15, 20),  # noqa: DTZ001  no zone is printed
    ),
    Sample(
        lang="ja",
        text="""\
北の島の古い灯台、40年ぶりに再点灯
公開日時：2024年4月14日　午後2時6分
記事コード：HK-0414-7
執筆：磯辺ひかり

　北の島の住民が13日夕、40年前に消えた古い灯台に再び明かりをともした。灯台守によると、光は15海里の沖からも見\
えたという。

　レンズの修理には3年かかった。費用は土曜の市場でパンを売って集め、町はこれまで何も負担していない。住民は来\
年も続けたいとしている。

配信元：浜辺日報
関連記事
漁師が沈没船の鐘を見つける　百年前の嵐で沈む
島の学校、春から再開　児童は七人
""",
        headline="北の島の古い灯台、40年ぶりに再点灯",
        date=LOCAL,
        code="HK-0414-7",
        source="浜辺日報",
        authors=("磯辺ひかり",),
        related=("漁師が沈没船の鐘を見つける　百年前の嵐で沈む", "島の学校、春から再開　児童は七人"),
    ),
    Sample(
        lang="zh",
        text="""\
北岛老灯塔熄灭四十年后重新点亮
发布时间：2024年4月14日 14:06　来源：海岸晨报
作者：林汐
编号：202404147

北岛居民昨天傍晚重新点亮了四十年前熄灭的老灯塔。守塔人说，十五海里以外的船上也看得见灯光，船员们都拉响了汽笛。

他说，修复透镜用了三年时间，钱是在星期六的集市上卖面包攒下来的，市政府到现在还没有为这项工程付过一分钱。

责任编辑：周帆
相关新闻
渔民捞起百年前沉船的铜钟
岛上的小学重新开学
""",
        headline="北岛老灯塔熄灭四十年后重新点亮",
        date=LOCAL,
        code="202404147",
        source="海岸晨报",
        authors=("林汐",),
        related=("渔民捞起百年前沉船的铜钟", "岛上的小学重新开学"),
    ),
    Sample(
        lang="zh",
        text="""\
北島老燈塔熄滅四十年後重新點亮
記者：林汐
發布時間：2024/04/14 14:06
新聞編號：A20240414
關鍵字：燈塔、海岸

北島居民昨天傍晚重新點亮了四十年前熄滅的老燈塔。守塔人說，十五海里以外的船上也看得見燈光，船員們都拉響了汽笛。

他說，修復透鏡用了三年時間，錢是在星期六的市集上賣麵包存下來的，市政府到現在還沒有為這項工程付過一分錢。

來源：海岸晨訊
延伸閱讀
漁民撈起百年前沉船的銅鐘
島上的小學重新開學
""",
        headline="北島老燈塔熄滅四十年後重新點亮",
        date=LOCAL,
        code="A20240414",
        source="海岸晨訊",
        authors=("林汐",),
        related=("漁民撈起百年前沉船的銅鐘", "島上的小學重新開學"),
        tags=("燈塔", "海岸"),
    ),
    Sample(
        lang="ko",
        text="""\
북쪽 섬의 옛 등대, 40년 만에 다시 불 밝혀
기자: 한바다
입력 : 2024년 4월 14일 14시 06분 | 수정 : 2024-04-14 15:20
기사번호: 88417

북쪽 섬 주민들이 13일 저녁 40년 전에 꺼진 옛 등대에 다시 불을 밝혔다. 등대지기는 15해리 떨어진 바다에서도 \
불빛이 보였다고 말했다.

렌즈를 고치는 데 3년이 걸렸고 비용은 토요일 장터에서 빵을 팔아 모았다. 시청은 지금까지 이 일에 아무것도 \
내지 않았다고 주민들은 전했다.

출처: 물결일보
관련기사
어부가 백 년 전 가라앉은 배의 종을 건졌다
섬 학교가 다시 문을 열었다
""",
        headline="북쪽 섬의 옛 등대, 40년 만에 다시 불 밝혀",
        date=LOCAL,
        code="88417",
        source="물결일보",
        authors=("한바다",),
        related=("어부가 백 년 전 가라앉은 배의 종을 건졌다", "섬 학교가 다시 문을 열었다"),
        modified=datetime(2024, 4, 14, 15, 20),  # noqa: DTZ001  no zone is printed
    ),
    Sample(
        lang="vi",
        text="""\
Ngọn hải đăng cũ trên đảo Bắc sáng trở lại sau bốn mươi năm
Tác giả: Nguyễn Hải Vân
Ngày đăng: 14 tháng 4 năm 2024 lúc 14:06
Mã bài: 50217

Người dân đảo Bắc tối qua đã thắp sáng trở lại ngọn hải đăng cũ tắt từ bốn mươi năm trước, và người gác đèn \
nói rằng ánh sáng được nhìn thấy từ xa mười lăm hải lý.

Việc sửa thấu kính kéo dài ba năm và tiền được góp từ bánh mì bán ở chợ thứ bảy, còn thành phố thì đến nay \
vẫn chưa trả một đồng nào cho công việc này.

Nguồn: Bờ Biển Nhật Trình
Từ khóa: hải đăng, đảo
Tin liên quan
Ngư dân vớt được chuông của con tàu đắm
Trường học trên đảo mở cửa trở lại
""",
        headline="Ngọn hải đăng cũ trên đảo Bắc sáng trở lại sau bốn mươi năm",
        date=LOCAL,
        code="50217",
        source="Bờ Biển Nhật Trình",
        authors=("Nguyễn Hải Vân",),
        related=("Ngư dân vớt được chuông của con tàu đắm", "Trường học trên đảo mở cửa trở lại"),
        tags=("hải đăng", "đảo"),
    ),
    Sample(
        lang="id",
        text="""\
Mercusuar tua di Pulau Utara menyala lagi setelah empat puluh tahun
Penulis: Sekar Laut
Diterbitkan: Minggu, 14 April 2024 pukul 14.06 WIB
Kode Berita: 40418

Warga Pulau Utara semalam menyalakan kembali mercusuar tua yang padam empat puluh tahun lalu, dan \
penjaganya mengatakan bahwa cahayanya terlihat dari jarak lima belas mil.

Perbaikan lensa itu memakan waktu tiga tahun dan biayanya dikumpulkan dari penjualan roti di pasar Sabtu, \
sedangkan pemerintah kota belum membayar apa pun untuk pekerjaan ini.

Sumber: Warta Pesisir
Berita Terkait
Nelayan menemukan lonceng kapal yang tenggelam
Sekolah di pulau itu dibuka kembali
""",
        headline="Mercusuar tua di Pulau Utara menyala lagi setelah empat puluh tahun",
        date=datetime(2024, 4, 14, 14, 6, tzinfo=timezone(timedelta(hours=7))),
        code="40418",
        source="Warta Pesisir",
        authors=("Sekar Laut",),
        related=("Nelayan menemukan lonceng kapal yang tenggelam", "Sekolah di pulau itu dibuka kembali"),
    ),
    Sample(
        lang="th",
        text="""\
ประภาคารเก่าบนเกาะเหนือกลับมาสว่างอีกครั้งหลังดับไปสี่สิบปี
ผู้เขียน: มานี ริมทะเล
เผยแพร่เมื่อ: 14/04/2024 เวลา 14:06 น.
รหัสข่าว: 61147

ชาวเกาะเหนือช่วยกันจุดไฟประภาคารเก่าซึ่งดับไปตั้งแต่สี่สิบปีก่อนให้สว่างขึ้นอีกครั้งเมื่อค่ำวานนี้ \
และผู้ดูแลประภาคารบอกว่าเรือที่อยู่ห่างออกไปสิบห้าไมล์ทะเลยังมองเห็นแสงไฟได้ชัดเจน ลูกเรือหลายลำจึงเปิดหวูดตอบรับพร้อมกัน

เขาบอกด้วยว่าการซ่อมเลนส์ใช้เวลาสามปีเต็ม ส่วนเงินค่าซ่อมได้มาจากการขายขนมปังที่ตลาดนัดวันเสาร์ \
โดยที่เทศบาลยังไม่ได้จ่ายเงินให้กับงานนี้เลยแม้แต่บาทเดียว แต่ชาวบ้านก็ยังตั้งใจจะดูแลประภาคารแห่งนี้ต่อไปทุกปี

ที่มา: ข่าวชายฝั่ง
ข่าวที่เกี่ยวข้อง
ชาวประมงพบระฆังของเรือที่จมเมื่อร้อยปีก่อน
โรงเรียนบนเกาะเปิดสอนอีกครั้ง
""",
        headline="ประภาคารเก่าบนเกาะเหนือกลับมาสว่างอีกครั้งหลังดับไปสี่สิบปี",
        date=LOCAL,
        code="61147",
        source="ข่าวชายฝั่ง",
        authors=("มานี ริมทะเล",),
        related=("ชาวประมงพบระฆังของเรือที่จมเมื่อร้อยปีก่อน", "โรงเรียนบนเกาะเปิดสอนอีกครั้ง"),
    ),
)
ALL = pytest.mark.parametrize("sample", SAMPLES, ids=[f"{sample.lang}-{sample.code}" for sample in SAMPLES])


@ALL
def test_labels_around_the_story_are_read(sample: Sample) -> None:
    """Code, source, byline, dates and printed tags stand behind the labels that newsrooms of the language print."""
    story = convert_capture(sample.text.encode(), name="capture.txt")
    source = story.source.name if story.source else None
    assert (story.headline, story.story_code, source) == (sample.headline, sample.code, sample.source)
    assert (story.date, story.modified) == (sample.date, sample.modified)
    assert (story.authors, story.tags, story.lang) == (sample.authors, sample.tags, sample.lang)


@ALL
def test_related_stories_are_listed_and_stay_out_of_the_body(sample: Sample) -> None:
    """The heading ends the body; what stands below it are titles."""
    story = convert_capture(sample.text.encode(), name="capture.txt")
    assert tuple(related.title for related in story.related) == sample.related
    printed = [line.strip() for line in sample.text.splitlines() if line.strip() in story.body and len(line) > 1]
    assert len(story.body.split("\n\n")) == len(printed) == len(("first", "second"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_that_opens_a_credit_or_a_standing_line_is_a_single_letter(lang: str) -> None:
    """A folded phrase of one letter (a C in a circle) would take every line that begins with it."""
    text = files("news_digest.parse").joinpath("words", f"{lang}.toml").read_text("utf-8")
    phrases = read_word_list(text, name=f"{lang}.toml").phrases
    openings = [one for key in ("starts", "ends", "credits", "prints") for one in phrases.get(("lines", key), ())]
    assert [one for one in openings if len(one) < SHORTEST_OPENING] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_names_itself(lang: str) -> None:
    """A line that is only the language's own name tells the language."""
    assert lang in load_words().languages.values()


SENTENCES = (
    ("ar", "كتب الأطفال التي جمعتها المكتبة بيعت كلها في يوم واحد."),
    ("fa", "منبع آب جزیره تا پایان تابستان دوباره پر خواهد شد."),
    ("id", "Ilustrasi di sampul buku itu digambar oleh murid sekolah pulau."),
    ("ja", "残りの2人も夜明け前に無事に港へ戻った。"),
    ("ja", "写真は3枚とも島の学校に飾られている。"),
    ("ja", "撮影は朝の4時から始まったという。"),
    ("tr", "Arşivdeki defterler fenerin ilk bekçisini de anıyor."),
    ("vi", "Theo lời ông, đèn sẽ còn sáng nhiều năm nữa."),
    ("zh", "图片展览将在岛上的学校举行到月底。"),
    ("ko", "사진은 모두 섬 학교 복도에 걸려 있다."),
)


@pytest.mark.parametrize(("lang", "sentence"), SENTENCES)
def test_a_sentence_that_begins_like_a_standing_line_stays_in_the_body(lang: str, sentence: str) -> None:
    """Words such as "photo", "source" or "the rest" open sentences too."""
    text = next(sample.text for sample in SAMPLES if sample.lang == lang)
    paragraphs = text.split("\n\n")
    paragraphs.insert(len(paragraphs) - 2, sentence)
    assert sentence in convert_capture("\n\n".join(paragraphs).encode(), name="capture.txt").body
