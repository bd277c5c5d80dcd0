package io.nightjar.web.ping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a job says of itself: the first bytes of it, as text. Whatever it is, a ping is never refused for its body. */
final class PingBody {

  /** As much as Healthchecks keeps. */
  static final int BYTES = 10_000;

  private PingBody() {}

  /** Null when nothing was said. */
  static @Nullable String read(InputStream body) throws IOException {
    byte[] start = body.readNBytes(BYTES + 1);
    String text = decode(start);
    return text.isBlank() ? null : text;
  }

  /** Invalid UTF-8 is replaced; a character that the cut has halved is left out. */
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
