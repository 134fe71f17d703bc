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

ROUNDS = 12
SEEDS = Path(__file__).parent.parent / "seeds"

#: Made-up releases in the manner of agencies, with about as many dates and figures a line as theirs; nothing in them
#: happened.
INVENTED = (
    (
        "القاهرة، الأحد 12 كانون الثاني/يناير 2020 - أعلن المجلس المحلي المفترض أن فرق الإغاثة أنهت توزيع السلال الغذائية على "
        "الأسر المحتاجة في القرى الواقعة شمال النهر، وذلك بالتعاون مع عدد من الجمعيات الأهلية والمتطوعين من أبناء المنطقة. وقال "
        "المتحدث باسم المجلس إن القافلة الأولى وصلت أمس وحملت أكثر من 14 ألف سلة، وإن القافلة الثانية ستصل يوم الخميس المقبل "
        "محملة بالأدوية والأغطية ومواد التدفئة. وأضاف البيان أن العمل جرى بهدوء ومن دون أي عوائق، وأن السكان أبدوا ارتياحهم "
        "للطريقة التي نظمت بها عملية التوزيع، مؤكدا أن الأولوية كانت لكبار السن والأطفال والنساء الحوامل وذوي الاحتياجات الخاصة.\n"
        "وتابع المتحدث أن الفرق الفنية باشرت كذلك إصلاح شبكة المياه التي تضررت بفعل الأمطار الغزيرة، وأن المجلس يدرس مع الجهات "
        "المانحة تمويل مشروع دائم لمعالجة المشكلة. وبلغت كلفة المرحلة الأولى من المشروع 2.5 مليون دولار، بزيادة 12 في المائة عن "
        "العام الماضي بحسب تقديرات المهندسين المشرفين على التنفيذ. وأشار إلى أن الأهالي طالبوا بإعادة فتح المدرسة والمركز الصحي "
        "وبتحسين الطريق الذي يربط قراهم بالمدينة، ووعد بنقل مطالبهم إلى الحكومة في أقرب فرصة ممكنة.\n"
        "ودعا المجلس في ختام بيانه المنظمات الإنسانية إلى مواصلة دعمها، وشكر كل من ساهم في إنجاح الحملة من متطوعين وسائقين وأطباء."
    ),
    (
        "الرياض 17 جمادى الأولى 1441 هـ الموافق 12 يناير 2020 م - انطلقت اليوم فعاليات الملتقى الافتراضي للصناعات الحرفية بمشاركة "
        "واسعة من الجهات الحكومية والخاصة ومن المهتمين بالتراث والفنون الشعبية. وأوضح المنظمون أن الملتقى يهدف إلى التعريف بالحرف "
        "القديمة وتشجيع الشباب على تعلمها وتسويق منتجاتها، وأنه يستمر خمسة أيام تقام خلالها ورش تدريبية وندوات ومعارض مفتوحة "
        "للزوار من مختلف الأعمار. وأضافوا أن عدد الجهات المشاركة ارتفع إلى 74 جهة، وأن المساحة المخصصة للعرض زادت لتستوعب "
        "الإقبال الكبير الذي شهدته الدورات السابقة.\n"
        "ومن جانبه قال مدير الملتقى إن الاهتمام بالحرف اليدوية يأتي انسجاما مع الخطط الرامية إلى تنويع مصادر الدخل ودعم الأسر "
        "المنتجة، مشيرا إلى أن اللجنة المنظمة وقعت ثلاث اتفاقيات مع مراكز متخصصة لتدريب الراغبين. وبين أن الأبواب تفتح من الرابعة "
        "عصرا حتى العاشرة مساء، وأن الدخول مجاني، وأن الجوائز ستعلن في حفل الختام بحضور عدد من المسؤولين والفنانين.\n"
        "وأعرب الزوار عن سعادتهم بما شاهدوه من أعمال متقنة تعكس ثراء التراث المحلي وتنوعه، وطالب بعضهم بتمديد الملتقى وبتنظيمه في "
        "مدن أخرى حتى يستفيد منه أكبر عدد من الناس، فيما أكد المشاركون أهمية توفير المواد الخام بأسعار مناسبة وفتح قنوات جديدة للبيع."
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


def seconds(work: Callable[[str], object], texts: tuple[str, ...]) -> float:
    """CPU time over all texts, so that neighbours on the machine count less."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def main() -> None:
    """Run both, in turns, and print the report: the best round of each."""
    seeds = tuple(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    texts = tuple(normalize(text).text for text in (*seeds, *INVENTED))
    size = statistics.mean(len(text) for text in texts)
    facts(texts[0])
    dates(texts[0])
    own, peer = [], []
    for _ in range(ROUNDS):
        own += [seconds(facts, texts) / len(texts) for _ in range(10)]
        peer.append(seconds(dates, texts) / len(texts))
    print(
        f"{len(texts)} releases, {size:.0f} characters on average, CPU time, best of {len(own)} and {len(peer)} rounds"
    )
    print(f"numerals + times + quantities  {min(own) * 1e3:8.3f} ms a release")
    print(f"dateparser.search_dates        {min(peer) * 1e3:8.3f} ms a release")
    print(f"ratio                          {min(peer) / min(own):8.1f}  (at least 20, stretch 50)")
    base = None
    for factor in (1, 10, 100):
        long = "\n".join([texts[0]] * factor)
        each = min(seconds(facts, (long,)) for _ in range(max(3, 200 // factor))) / len(long)
        base = base or each
        print(f"text × {factor:<4} {each * 1e9:8.1f} ns a character, {each / base:.2f} × the short one's")


if __name__ == "__main__":
    main()
