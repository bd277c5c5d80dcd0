package io.nightjar.web.problem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends the very bytes of a request, which no well-behaved client would, and reads what comes back. */
final class RawRequest {

  private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.[01] ([0-9]{3})");
  private static final int PATIENCE = 10_000;

  private RawRequest() {}

  /** What came back; a status of 0: the connection was closed without a word. */
  record Answer(int status, String head, String body) {

    /** The first value of a header, empty when there is none. */
    String header(String name) {
      Matcher matcher = Pattern.compile(
              "(?im)^" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + ": *(.*?)\r?$")
          .matcher(head);
      return matcher.find() ? matcher.group(1) : "";
    }

    boolean isProblem() {
      return header("Content-Type").startsWith("application/problem+json")
          && body.contains("\"status\":" + status);
    }
  }

  /** Each character of the request is one byte. The request says that the connection is to be closed. */
  static Answer send(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE);
      write(socket, request.getBytes(StandardCharsets.ISO_8859_1));
      return answer(socket);
    }
  }

  /** Who is refused early is hung up on while still talking. */
  private static void write(Socket socket, byte[] request) throws IOException {
    try {
      socket.getOutputStream().write(request);
      // A body that is shorter than it says has then ended, instead of being waited for.
      socket.shutdownOutput();
    } catch (SocketException hungUp) {
      // The answer is there all the same.
    }
  }

  private static Answer answer(Socket socket) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(read);
    } catch (SocketException reset) {
      // What came before the connection was reset is the answer.
    }
    String all = read.toString(StandardCharsets.ISO_8859_1);
    // "100 Continue" comes before the answer.
    String last = all.startsWith("HTTP/1.1 100") ? all.substring(all.indexOf("\r\n\r\n") + 4) : all;
    int end = last.indexOf("\r\n\r\n");
    Matcher status = STATUS.matcher(last);
    return status.find()
        ? new Answer(
            Integer.parseInt(status.group(1)),
            end < 0 ? last : last.substring(0, end),
            end < 0 ? "" : last.substring(end + 4))
        : new Answer(0, "", last);
  }
}
