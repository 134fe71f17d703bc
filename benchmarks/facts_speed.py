"""Numerals, quantities and times together beside ``dateparser.search_dates`` alone, in one run.

    python benchmarks/facts_speed.py

Needs the extra ``bench``. Prints milliseconds a release, the ratio, and the time a character for texts ten and a hundred
times as long; append them to RESULTS.md with the date.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from dateparser.search import search_dates

from tasks.extract.document import Document
from tasks.extract.numerals import find_numerals
from tasks.extract.quantities import find_quantities
from tasks.extract.times import find_times
from tasks.normalize import normalize

ROUNDS = 5
SEEDS = Path(__file__).parent.parent / "seeds"

#: Made-up releases in the manner of agencies; nothing in them happened.
INVENTED = (
    (
        "القاهرة، الأحد 12 كانون الثاني/يناير 2020 - أعلن المجلس المحلي المفترض أن فرق الإغاثة وزعت منذ بداية الشهر الجاري "
        "أكثر من 14 ألف سلة غذائية على 3,200 أسرة في خمس قرى، وقال إن القافلة الثانية ستصل يوم الخميس المقبل عند الساعة الثامنة "
        "صباحاً بالتوقيت المحلي. وأضاف البيان أن كلفة المشروع بلغت 2.5 مليون دولار، أي بزيادة 12 في المائة عن العام الماضي، وأن "
        "العمل استمر أربعة أشهر وعشرة أيام. وكان المجلس قد بدأ عمله عام 2016 بعد ثلاث سنوات من التحضير.\n"
        "وتابع المتحدث أن 45 متطوعاً شاركوا في حملة النظافة بين 3 و7 كانون الثاني، وجمعوا نحو 60 طناً من النفايات على طريق طوله "
        "18 كيلومتراً. وأشار إلى أن الاجتماع القادم سيعقد في 1 شباط 2020 من الساعة 10:00 إلى الساعة 13:30."
    ),
    (
        "الرياض 17 جمادى الأولى 1441 هـ الموافق 12 يناير 2020 م - انطلقت اليوم فعاليات الملتقى الافتراضي الثالث بمشاركة 74 جهة "
        "من 12 دولة، وتستمر خمسة أيام. وأوضح المنظمون أن عدد الزوار في الدورة السابقة تجاوز مئة وخمسين ألف زائر، وأن المساحة زادت "
        "من 8 آلاف متر مربع إلى 12 ألف متر مربع. ويفتح الملتقى أبوابه كل يوم من الرابعة عصراً حتى العاشرة مساءً، على أن تعلن "
        "النتائج في النصف الأول من العام المقبل. وقد وقعت خلال الأسبوعين الماضيين ثلاث اتفاقيات بقيمة 18 مليون ريال.\n"
        "ومن جانبه قال مدير الملتقى إن الخطة تمتد حتى 2025، وإن نسبة الإنجاز وصلت إلى 63.4٪ قبل نهاية الشهر الماضي."
    ),
)


def facts(text: str) -> object:
    """Everything the issue asks to be timed: tokens, numerals, times, quantities."""
    document = Document.of(text)
    numerals = find_numerals(document)
    times = find_times(document, numerals)
    return find_quantities(document, numerals, times)


def dates(text: str) -> object:
    """The peer: dates alone, told the language."""
    return search_dates(text, languages=["ar"])


def seconds(work: Callable[[str], object], texts: tuple[str, ...], rounds: int) -> float:
    """The best of several rounds over all texts: CPU time, so that neighbours on the machine do not count."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            work(text)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Run both and print the report."""
    seeds = tuple(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    texts = tuple(normalize(text).text for text in (*seeds, *INVENTED))
    size = statistics.mean(len(text) for text in texts)
    facts(texts[0])
    dates(texts[0])
    own, peer = seconds(facts, texts, 20 * ROUNDS) / len(texts), seconds(dates, texts, ROUNDS) / len(texts)
    print(
        f"{len(texts)} releases, {size:.0f} characters on average, CPU time, best of {20 * ROUNDS} and {ROUNDS} rounds"
    )
    print(f"numerals + times + quantities  {own * 1e3:8.3f} ms a release")
    print(f"dateparser.search_dates        {peer * 1e3:8.3f} ms a release")
    print(f"ratio                          {peer / own:8.1f}  (at least 20, stretch 50)")
    base = None
    for factor in (1, 10, 100):
        long = "\n".join([texts[0]] * factor)
        each = seconds(facts, (long,), ROUNDS) / len(long)
        base = base or each
        print(f"text × {factor:<4} {each * 1e9:8.1f} ns a character, {each / base:.2f} × the short one's")


if __name__ == "__main__":
    main()
