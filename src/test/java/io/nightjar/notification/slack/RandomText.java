package io.nightjar.notification.slack;

import io.nightjar.notification.Message;
import io.nightjar.notification.MessageText;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text as hostile or broken jobs write it, the same for the same seed. */
final class RandomText {

  private static final List<String> PIECES = List.of(
      "<!channel>",
      "<!here>",
      "<@U024BE7LH>",
      "<!subteam^SAZ94GDB8|@team>",
      "@channel",
      "@Here ",
      "@everyone",
      "@sync-team",
      "&",
      "&amp;",
      "&lt;!channel&gt;",
      "<",
      ">",
      "|",
      "<https://evil.example|Runbook>",
      "<!date^1392734382^{date} {time}|at noon>",
      "{}",
      "^",
      "\n",
      "\r\n",
      "\u0000",
      "\u001b[31m",
      "\uD83D",
      "\uDD34",
      "\uD83D\uDD34",
      "é",
      "漢字",
      "\u202E",
      "*",
      "_",
      "`",
      "~",
      "…",
      " ",
      "exit status 3 ",
      "java.lang.NoClassDefFoundError: net/javacrumbs/shedlock ");

  static final List<String> MENTIONS =
      List.of("<!here>", "<@U024BE7LH>", "<!subteam^SAZ94GDB8>", "<!subteam^S1|@night-team>");

  private final Random random;

  RandomText(long seed) {
    this.random = new Random(seed);
  }

  String next(int pieces) {
    return IntStream.range(0, random.nextInt(pieces + 1))
        .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  Message message() {
    Message.Status[] tones = Message.Status.values();
    return new Message(
            tones[number(tones.length)],
            next(size()),
            IntStream.range(0, number(20)).mapToObj(i -> fact()).toList(),
            IntStream.range(0, number(8))
                .mapToObj(i -> new Message.Link(
                    next(4), number(2) == 0 ? "https://a.example/" + next(3) : next(4)))
                .toList())
        .withActions(actions())
        .louder(mentions());
  }

  private Message.Fact fact() {
    Message.Fact.Form[] forms = Message.Fact.Form.values();
    MessageText text = MessageText.of(next(size()));
    for (int i = number(4); i > 0; i--) {
      Instant at = Instant.ofEpochSecond(number(Integer.MAX_VALUE));
      text = text.plus(MessageText.time("t" + next(2), at)).plus(next(4));
    }
    return new Message.Fact(next(4), text, forms[number(forms.length)]);
  }

  private List<Message.Action> actions() {
    Message.Deed[] deeds = Message.Deed.values();
    return IntStream.range(0, number(60))
        .mapToObj(i -> new Message.Action(
            deeds[number(deeds.length)], next(size()), number(8) == 0 ? next(size()) : "job " + i))
        .toList();
  }

  /** Configured ones among text that calls nobody. */
  private List<String> mentions() {
    return IntStream.range(0, number(12))
        .mapToObj(i -> number(2) == 0 ? MENTIONS.get(number(MENTIONS.size())) : "x " + next(3))
        .toList();
  }

  private int size() {
    return number(4) == 0 ? 2000 : 20;
  }
}
