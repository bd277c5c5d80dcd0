package io.nightjar.web.ping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a ping's body as text. A ping is never rejected because of its body. */
final class PingBody {

  /** The same limit as Healthchecks. */
  static final int BYTES = 10_000;

  private PingBody() {}

  /** Null when the body is blank. */
  static @Nullable String read(InputStream body) throws IOException {
    byte[] start = body.readNBytes(BYTES + 1);
    String text = decode(start);
    return text.isBlank() ? null : text;
  }

  /** Invalid UTF-8 is replaced; a character that the limit cuts in half is left out. */
  private static String decode(byte[] start) {
    boolean cut = start.length > BYTES;
    ByteBuffer bytes = ByteBuffer.wrap(start, 0, Math.min(start.length, BYTES));
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);
    decoder.decode(bytes, text, !cut);
    if (!cut) {
      decoder.flush(text);
    }
    return text.flip().toString();
  }
}
