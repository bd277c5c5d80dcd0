package io.nightjar.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackTextTest {

  @ParameterizedTest
  @CsvSource({
    "a & b < c > d, 100, a &amp; b &lt; c &gt; d",
    "<!channel>, 100, &lt;!channel&gt;",
    "&amp;, 100, &amp;amp;",
    "@here now, 100, @\u2060here now",
    "@Channel, 100, @\u2060Channel",
    "@sync-team and @hereafter, 100, @sync-team and @hereafter",
    "x @hereafter, 8, x @her…",
    "x @everyoneé!, 12, x @everyon…",
    "abcdef, 6, abcdef",
    "abcdefg, 6, abcde…",
    "abcd&, 9, abcd&amp;",
    "abcd&, 8, abcd…",
    "abc&d, 8, abc…",
    "abcd\uD83D\uDD34, 6, abcd\uD83D\uDD34",
    "abcd\uD83D\uDD34e, 6, abcd…"
  })
  void text_is_escaped_before_it_is_cut(String text, int longest, String expected) {
    assertThat(SlackText.of(text, longest)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Runbook, https://a.example/x?a=1&b=2, <https://a.example/x?a=1&amp;b=2|Runbook>",
    "A|B>, https://a.example/<!channel>|x, <https://a.example/%3C!channel%3E%7Cx|A/B&gt;>",
    "Runbook, javascript:alert(1), Runbook: javascript:alert(1)",
    "Runbook, !channel, Runbook: !channel",
    "Runbook, https://a.example/with space, Runbook: https://a.example/with space"
  })
  void only_web_addresses_are_links_and_stay_whole(String label, String address, String expected) {
    assertThat(SlackText.link(label, address)).isEqualTo(expected);
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_a_job_writes_is_shown_literally_within_the_limit(long seed) {
    RandomText random = new RandomText(seed);
    String text = random.next(60);
    int longest = 1 + random.number(200);

    String shown = SlackText.of(text, longest);

    assertThat(shown).hasSizeLessThanOrEqualTo(longest).doesNotContain("<", ">");
    assertThat(shown.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    assertThat(shown).doesNotContainPattern("(?i)@(here|channel|everyone)\\b");
    assertThat(IntStream.range(0, shown.length()).filter(i -> isHalf(shown, i))).isEmpty();
    String whole = SlackText.of(text, Integer.MAX_VALUE);
    assertThat(shown.equals(whole)
            || (shown.endsWith("…") && whole.startsWith(shown.substring(0, shown.length() - 1))))
        .isTrue();
  }

  private static boolean isHalf(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : Character.isLowSurrogate(text.charAt(i))
            && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
