package io.nightjar.web.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A call whose bytes the test sends itself, as a hostile client does: slowly, too many, or not to the end. */
public final class RawConnection implements AutoCloseable {

  private final Socket socket = new Socket();

  private RawConnection() {}

  /** Sends the lines of a head and what there is of a body, and leaves the call open. */
  public static RawConnection open(int port, String firstLine, String headers, String body) {
    RawConnection call = new RawConnection();
    try {
      call.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      call.socket.setSoTimeout(30_000);
      call.send(firstLine + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
      return call;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends zeros until so many are sent or nobody takes more; says how many were. */
  public long flood(long most) {
    byte[] chunk = new byte[64 * 1024];
    byte[] head = (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    long sent = 0;
    try {
      while (sent < most) {
        socket.getOutputStream().write(head);
        socket.getOutputStream().write(chunk);
        socket.getOutputStream().write(new byte[] {'\r', '\n'});
        sent += chunk.length;
      }
    } catch (IOException closed) {
      return sent;
    }
    return sent;
  }

  /** Everything that is answered until the other side closes. */
  public String answer() throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The status of the answer, 0 when the connection ends without one. */
  public int status() throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return line.length < 12
        ? 0
        : Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
