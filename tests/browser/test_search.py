"""The search page in chromium, from nginx, under a policy that lets it run WebAssembly and nothing else."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from small_digest import SmallDigest
from web import served

from news_digest.project import Project
from news_digest.search.folding import code_word, words_of
from news_digest.search.letters import shipped_letters
from news_digest.search.service import has_pagefind
from news_digest.site.build import Wishes, build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chrome import Browser, Scheme
    from newsroom import Newsroom

pytestmark = [
    *(pytest.mark.browser, pytest.mark.server),
    pytest.mark.skipif(not has_pagefind(), reason="Pagefind is not installed"),
]

# Headline, some words of the text, a part of a word, and what has none of it.
STORIES = {
    "en": ("Cafés Reopen on the Old Pier", "The ferrymen's chapel bells rang at 3.5 knots.", "bells", "knot"),
    "ar": ("وزيرة الطاقة تفتتح محطة الرياح", "وقالت المديرة إنّ الأعمال في المَرفأ انتهت.", "المرفا", "مديره"),
    "fa": ("کشتی‌های ماهیگیری بازگشتند", "ملوان‌ها می‌گویند باد آرام شد.", "میگویند", "كشتي"),
    "he": ("הממשלה אישרה את הנמל החדש", "הסירות חזרו מבית־המכס בְּשָׁלוֹם.", "ממשלה", "בית המכס"),
    "ru": ("Паром вернулся к берегу", "Ёлки на пристани зажгли вечером.", "елки", "парома"),
    "zh": ("新港口周一开放", "渡轮清晨离开码头前往北方群岛。", "北方群岛", "晨离"),
    "ja": ("新幹線が港の駅に到着", "船長はデッキから手を振った。", "デッキ", "船長は"),
    "ko": ("서울항 새 등대에 불이 켜졌다", "어부들은 새벽에 부두로 돌아왔다.", "부두", "등대"),
    "th": ("ท่าเรือใหม่เปิดวันจันทร์", "ชาวประมงกลับถึงฝั่งตอนเช้ามืด", "ประมง", "เช้ามืด"),
    "hi": ("नया बंदरगाह खुला", "मछुआरे सुबह लौट आए।", "मछुआरे", "बंदर"),
}
# Former codes and addresses of the herrings, by their numbers.
FORMERLY = {3: ('"0042"', '"Kai/7:β"', "/old/herring/"), 4: ('"00421"',)}
SHOWN = """
return [...document.querySelectorAll("#search-hits .entry")].map((one) => [
  one.querySelector("a").getAttribute("href"), one.querySelector("a").textContent, one.lang, one.dir,
  [...one.querySelectorAll("mark")].map((mark) => mark.textContent)]);
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> SmallDigest:
    """Return a digest below a path, with a story in each of many scripts, and its index."""
    root = tmp_path_factory.mktemp("many")
    digest = SmallDigest.at(
        root, siteurl="https://digest.example/daily", more='DIGEST_SEARCH = True\nOUTPUT_PATH = "output/daily"\n'
    )
    for number, (lang, (title, text, *_)) in enumerate(STORIES.items()):
        more = f"lang: {lang}\ntags: [Sea, {lang}]\nsource: Wire {number % 2}\n"
        digest.story(f"{lang.upper()}-{number}/1:2", title, f"2024-03-{number + 1:02}", text, more)
    for number in range(13):
        more = f"tags: [Fish]\nformerly: [{', '.join(FORMERLY.get(number, ()))}]\n"
        digest.story(f"7{number:03}", f"Herring {number}", f"2023-01-{number + 1:02}", "Quota talks.", more)
    assert build(Project.at(root), wishes=Wishes(search="now"), fatal="warnings") == 0
    return digest


@pytest.fixture(scope="module")
def site_of_many(many: SmallDigest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of that digest."""
    with served(many.root / "output", tmp_path_factory.mktemp("nginx")) as address:
        yield f"{address}/daily"


def find(chromium: Browser, address: str, query: str, more: str = "") -> list[list[object]]:
    """Open the search page with a query and return what it shows, once it says that it is done."""
    chromium.show(f"{address}/search/?q={quote(query)}{more}")
    return results(chromium)


def results(chromium: Browser) -> list[list[object]]:
    """Return what is shown once the page has spoken."""
    settled(chromium, "return document.getElementById('search-status').textContent")
    found: list[list[object]] = chromium.ask(SHOWN)
    return found


def settled(chromium: Browser, question: str) -> None:
    """Wait until the page answers that it is so."""
    for _ in range(200):
        if chromium.ask(question):
            return
        time.sleep(0.05)
    raise TimeoutError(question)


def named_stories(published: Newsroom) -> Iterator[tuple[str, str, str]]:
    """Yield address, headline and code of every story of the sample, from their own pages."""
    for page in sorted(published.output.glob("stories/*/index.html")):
        text = page.read_text("utf-8")
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]
        story = data[0] if isinstance(data, list) else data
        if story.get("@type") == "NewsArticle":
            yield page.parent.name, story["headline"], story["identifier"]["value"]


ASK_ALL = """
const [queries, done] = arguments;
const field = document.getElementById("search-words"), hits = document.getElementById("search-hits");
const status = document.getElementById("search-status");
(async () => {
  const first = [];
  for (const query of queries) {
    status.textContent = "";
    field.value = query;
    field.dispatchEvent(new Event("input"));
    for (let turn = 0; turn < 200 && !status.textContent; turn += 1) await new Promise((go) => setTimeout(go, 10));
    first.push([...hits.querySelectorAll("a")].map((one) => one.getAttribute("href")));
  }
  done(first);
})();
"""


def test_every_sample_story_is_found_by_headline_and_code(chromium: Browser, site: str, published: Newsroom) -> None:
    """By its headline it is among the first, by its code the very first."""
    stories = list(named_stories(published))
    assert len(stories) > 40
    find(chromium, site, "")
    chromium.console()
    by_headline = chromium.driver.execute_async_script(ASK_ALL, [headline for _, headline, _ in stories])
    by_code = chromium.driver.execute_async_script(ASK_ALL, [code for _, _, code in stories])
    for (name, headline, code), found, coded in zip(stories, by_headline, by_code, strict=True):
        assert any(f"/stories/{name}/" in address for address in found[:2]), headline
        assert f"/stories/{name}/" in coded[0], code
    assert chromium.console() == []


@pytest.mark.parametrize("lang", STORIES)
def test_each_script_is_searched_by_words_and_parts_of_words(chromium: Browser, site_of_many: str, lang: str) -> None:
    """However they are spelled and wherever they stand; the hit is in its own language, with what was found marked."""
    title, text, word, other = STORIES[lang]
    for query in (title, text, word, other, title.split()[0]):
        found = find(chromium, site_of_many, query)
        assert found, query
        assert (found[0][1], found[0][2]) == (title, lang), query
        assert found[0][3] == ("rtl" if lang in {"ar", "fa", "he"} else "ltr")
        assert found[0][4], query


def test_a_code_of_any_signs_is_the_first_hit(chromium: Browser, site_of_many: str) -> None:
    """In any case; a code that begins like others comes before them."""
    (first, *_) = find(chromium, site_of_many, "ko-7/1:2")
    assert first[2] == "ko"
    assert find(chromium, site_of_many, "7000")[0][1] == "Herring 0"


def test_a_former_code_finds_the_story_first(chromium: Browser, site_of_many: str) -> None:
    """Each that it had, as its own does, in any case; a story whose code begins like it stays behind."""
    for query, number in (("0042", 3), ("KAI/7:Β", 3), ("7003", 3), ("00421", 4)):
        found = find(chromium, site_of_many, query)
        assert found[0][:2] == [f"{site_of_many}/stories/700{number}/", f"Herring {number}"], query
    assert find(chromium, site_of_many, "/old/herring/") == []


def test_words_in_quotation_marks_stand_side_by_side(chromium: Browser, site_of_many: str) -> None:
    """Without them they may stand anywhere; what comes near is shown where nothing is exact, and said to."""
    assert len(find(chromium, site_of_many, "quota talks")) == 10
    assert len(find(chromium, site_of_many, '"quota talks"')) == 10
    find(chromium, site_of_many, '"talks quota"')
    assert "Nothing has exactly" in chromium.ask("return document.getElementById('search-status').textContent")


def test_nothing_is_found_where_nothing_is(chromium: Browser, site_of_many: str) -> None:
    """A word of which only the beginning is somewhere is not found."""
    for query in ("xylophone", "quotaxyzabc", "wrzlbrmft", "鯨", "קרקס"):
        assert find(chromium, site_of_many, query) == []
    assert "No story" in chromium.ask("return document.getElementById('search-status').textContent")


def test_filters_and_order_stand_in_the_address_and_the_way_back_works(chromium: Browser, site_of_many: str) -> None:
    """As a bookmark has them; a choice is a step that the browser's button takes back."""
    assert len(find(chromium, site_of_many, "herring", "&date=2023-01&sort=asc")) == 10
    assert results(chromium)[0][1] == "Herring 0"
    assert find(chromium, site_of_many, "herring", "&sort=desc")[0][1] == "Herring 12"
    assert find(chromium, site_of_many, "", "&tag=ja")[0][2] == "ja"
    find(chromium, site_of_many, "", "&tag=Sea")
    assert len(results(chromium)) == 10
    chromium.ask("""
        const choice = document.getElementById("search-source");
        document.getElementById("search-status").textContent = "";
        choice.value = [...choice.options].at(-1).value;
        choice.dispatchEvent(new Event("change", {bubbles: true}));
    """)
    assert len(results(chromium)) == 5
    assert "source=Wire+1" in chromium.driver.current_url
    chromium.ask("document.getElementById('search-status').textContent = ''")
    chromium.driver.back()
    assert len(results(chromium)) == 10
    assert "source" not in chromium.driver.current_url


def test_the_keyboard_is_enough(chromium: Browser, site_of_many: str) -> None:
    """Type, go down into the results and up again, open one; more of them come with the focus on the first new one."""
    find(chromium, site_of_many, "")
    field = chromium.driver.find_element(By.ID, "search-words")
    field.send_keys("herring", Keys.ENTER)
    settled(chromium, "return document.querySelectorAll('#search-hits li').length === 10")
    settled(chromium, "return !document.getElementById('search-more').hidden")
    focus = "return document.activeElement.textContent || document.activeElement.id"
    field.send_keys(Keys.ARROW_DOWN)
    assert chromium.ask(focus).startswith("Herring")
    chromium.driver.switch_to.active_element.send_keys(Keys.ARROW_UP)
    assert chromium.ask(focus) == "search-words"
    chromium.driver.find_element(By.ID, "search-more").send_keys(Keys.ENTER)
    settled(chromium, "return document.querySelectorAll('#search-hits li').length === 13")
    assert chromium.ask(focus) == results(chromium)[10][1]
    chromium.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert "/daily/stories/7" in chromium.driver.current_url


def test_a_hit_whose_story_is_gone_says_so(chromium: Browser, many: SmallDigest, site_of_many: str) -> None:
    """The index may be older than the site: the hit leads nowhere then."""
    page = many.root / "output/daily/stories/7011"
    aside = page.with_name("aside")
    page.rename(aside)
    try:
        find(chromium, site_of_many, '"herring 11"')
        settled(chromium, "return document.querySelector('#search-hits a[href]') === null")
        assert "no longer here" in chromium.ask("return document.getElementById('search-hits').textContent")
    finally:
        aside.rename(page)
    chromium.console()


def test_a_site_without_an_index_says_so_and_where_to_go(
    chromium: Browser, tmp_path: Path, published: Newsroom
) -> None:
    """Rather than to find nothing."""
    for name in ("search", "theme", "archive"):
        (tmp_path / name).symlink_to(published.output / name)
    (tmp_path / "nginx").mkdir()
    with served(tmp_path, tmp_path / "nginx") as address:
        find(chromium, address, "ferry")
        assert "no search index" in chromium.ask("return document.getElementById('search-status').textContent")
        assert chromium.ask("return document.querySelector('#search-ways a[href$=\"/archive/\"]') !== null")
    chromium.console()


def test_the_page_without_javascript_leads_to_all_stories(site: str) -> None:
    """It says what it needs, offers no form that does nothing, and links to archive, tags and sources."""
    with urlopen(f"{site}/search/") as answer:
        text = answer.read().decode()
    assert re.search(r"<noscript>.*JavaScript.*</noscript>", text)
    assert re.search(r"<form[^>]* hidden>", text)
    for address in ("/archive/", "/tags/", "/sources/"):
        assert text.count(f'href="{address}"') == 2


@pytest.mark.node
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["ferry", "النجاة", "xylophone"])
def test_axe_finds_nothing_among_results(
    chromium: Browser, site: str, *, query: str, width: int, scheme: Scheme
) -> None:
    """With hits and without, in both schemes, at both widths."""
    find(chromium, site, query)
    chromium.show(f"{site}/search/?q={quote(query)}", width=width, scheme=scheme)
    results(chromium)
    assert chromium.axe() == []
    assert chromium.overflow() == []


def test_page_and_program_fold_letters_alike(chromium: Browser, site_of_many: str) -> None:
    """What is typed is read by the same rules as the stories were, or it would not be found."""
    texts = [text for title, body, *more in STORIES.values() for text in (title, body, *more)]
    texts += ["Straße İstanbul ΣΊΣΥΦΟΣ ＡＢＣ ﬁne ١٢٣ x² Ⅷ", "a‌b a­b ab­", "ก็ दि ょ がが 한글"]
    find(chromium, site_of_many, "")
    read = """
        const [texts, table, address, done] = arguments;
        import(address).then(({ reader, codeWord }) => {
          const read = reader(table);
          const words = (text) => [...read(text.normalize("NFKC"))].map((one) => one.word).join(" ");
          done(texts.map((text) => [words(text), codeWord(text)]));
        });
    """
    folded = chromium.driver.execute_async_script(
        read, texts, dict(shipped_letters().plain), f"{site_of_many}/theme/js/folding.js"
    )
    assert folded == [[words_of(text).replace("-", ""), code_word(text)] for text in texts]
