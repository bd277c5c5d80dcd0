package io.nightjar.runner.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Keeps the end of a stream of bytes of any length in bounded memory. */
public final class OutputTail {

  private final byte[] ring;
  private long written;

  public OutputTail(int capacity) {
    this.ring = new byte[capacity];
  }

  public synchronized void write(byte[] bytes, int offset, int length) {
    int skipped = Math.max(0, length - ring.length);
    int at = (int) ((written + skipped) % ring.length);
    int first = Math.min(length - skipped, ring.length - at);
    System.arraycopy(bytes, offset + skipped, ring, at, first);
    System.arraycopy(bytes, offset + skipped + first, ring, 0, length - skipped - first);
    written += length;
  }

  /** What is kept, as UTF-8; invalid bytes become replacement characters. */
  public synchronized String text() {
    int kept = (int) Math.min(written, ring.length);
    int start = (int) ((written - kept) % ring.length);
    byte[] bytes = new byte[kept];
    int first = Math.min(kept, ring.length - start);
    System.arraycopy(ring, start, bytes, 0, first);
    System.arraycopy(ring, 0, bytes, first, kept - first);
    int from = written > kept ? firstCharacter(bytes) : 0;
    return new String(bytes, from, kept - from, UTF_8);
  }

  /** Skips the rest of a character whose first bytes were dropped. */
  private static int firstCharacter(byte[] bytes) {
    int from = 0;
    while (from < Math.min(3, bytes.length) && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    return from;
  }
}
