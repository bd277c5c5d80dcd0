package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code docs/messages.md} shows each message as Slack shows it. It is written by this test:
 * {@code mvn test -Dtest=MessagesDocTest -Dnightjar.docs.write=true}.
 */
class MessagesDocTest {

  private static final Path PAGE = Path.of("docs", "messages.md");

  private final MessageBook book = new MessageBook();

  /** Nights pass second by second. */
  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void the_page_shows_the_messages_as_they_are() throws IOException {
    new OneJobChapters(book).write();
    new NightChapters(book).write();
    new SchedulerChapters(book).write();

    String page = """
        # What Nightjar says

        Each message as Slack shows it to a reader in New York, for jobs in London: a time is said in the zone of the
        job, and behind it in the reader's own. Short facts stand in two columns; what stands in brackets are buttons.
        Written by a test, from messages that were provoked and delivered; see `MessagesDocTest` for how to write it anew.
        """ + book.text();
    if (Boolean.getBoolean("nightjar.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/messages.md is out of date: mvn test -Dtest=MessagesDocTest -Dnightjar.docs.write=true")
        .isEqualTo(page);
  }
}
