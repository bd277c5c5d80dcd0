package io.nightjar.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.web.problem.BodyRefusedException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class BoundedBodyTest {

  private static final Duration BETWEEN_BYTES = Duration.ofSeconds(1);

  private static final char END = (char) -1;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final ConcurrencyLimit slots = new ConcurrencyLimit(2, 1);

  private BoundedBody endless(String address, long longest) {
    return body(address, longest, () -> {
      nanos.addAndGet(BETWEEN_BYTES.toNanos());
      return 'x';
    });
  }

  private BoundedBody body(String address, long longest, Callable<Character> source) {
    return new BoundedBody(new Dripping(source), address, slots, longest, nanos::get);
  }

  /** Comes a byte at a time, as from a slow network. */
  private static final class Dripping extends ServletInputStream {

    private final Callable<Character> source;

    Dripping(Callable<Character> source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      try {
        char next = source.call();
        return next == END ? -1 : next;
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int next = read();
      target[offset] = (byte) next;
      return next < 0 ? -1 : 1;
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  private static HttpStatus refusal(BoundedBody body) {
    try {
      body.readAllBytes();
      throw new AssertionError("it was read to its end");
    } catch (BodyRefusedException e) {
      return e.problem().status();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_body_that_drips_for_ever_ends_by_its_time_in_all() {
    assertThat(refusal(endless("a", 1_000))).isEqualTo(HttpStatus.REQUEST_TIMEOUT);
  }

  @Test
  void a_body_ends_by_its_length() {
    assertThat(refusal(endless("a", 5))).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
  }

  @Test
  void an_address_has_its_share_and_all_together_theirs() throws IOException {
    BoundedBody first = endless("a", 10);
    assertThat(first.read()).isEqualTo('x');
    assertThat(refusal(endless("a", 10))).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    BoundedBody second = endless("b", 10);
    assertThat(second.read()).isEqualTo('x');
    assertThat(refusal(endless("c", 10))).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);

    first.release();
    assertThat(endless("a", 10).read()).isEqualTo('x');
  }

  @Test
  void a_body_that_has_ended_counts_no_more_while_it_is_worked_on() throws IOException {
    BoundedBody ended = body("a", 10, () -> END);
    assertThat(ended.readAllBytes()).isEmpty();

    BoundedBody next = endless("a", 10);
    assertThat(next.read()).isEqualTo('x');
    ended.release();
    assertThat(refusal(endless("a", 10)))
        .as("the end of its request gives no second slot back")
        .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
  }

  @Test
  void a_connection_that_breaks_off_says_so() {
    BoundedBody body = body("a", 10, () -> {
      throw new IOException("Connection reset");
    });
    assertThatThrownBy(body::read)
        .isInstanceOf(BodyRefusedException.class)
        .hasMessageContaining("ended early");
  }
}
