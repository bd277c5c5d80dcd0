package io.nightjar.notification.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A mail server on a port of this machine that takes everything but what it is told to refuse. */
final class SmtpStandIn implements AutoCloseable {

  static final String SILENCE = "silence";
  static final String HANG_UP = "hang up";
  /** The line that stands for the end of the message. */
  static final String END = ".";

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> taken = new CopyOnWriteArrayList<>();

  SmtpStandIn() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What a command that begins so is answered, {@code RCPT TO:<a@}; silence and hanging up are answers too. */
  void answer(String command, String answer) {
    answers.put(command.toUpperCase(Locale.ROOT), answer);
  }

  List<String> commands() {
    return commands;
  }

  /** What it has taken. */
  List<MimeMessage> taken() {
    return taken.stream().map(SmtpStandIn::parsed).toList();
  }

  /** The same, as it came. */
  List<String> raw() {
    return taken;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket connection = server.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in = new BufferedReader(
          new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = connection.getOutputStream();
      String answer = answerTo("CONNECT", "220 stand-in");
      while (say(out, answer)) {
        String line = in.readLine();
        if (line == null) {
          return;
        }
        commands.add(line);
        answer = answerTo(line, usual(line));
        if (answer.startsWith("354") && say(out, answer)) {
          String message = message(in);
          answer = answerTo(END, "250 taken");
          if (answer.startsWith("250") || answer.equals(SILENCE)) {
            taken.add(message);
          }
        }
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private String answerTo(String line, String usual) {
    String upper = line.toUpperCase(Locale.ROOT);
    return answers.entrySet().stream()
        .filter(answer -> upper.startsWith(answer.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(usual);
  }

  private static String usual(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    if (upper.startsWith("EHLO")) {
      return "250-stand-in\r\n250 AUTH PLAIN";
    }
    if (upper.startsWith("AUTH")) {
      return "235 welcome";
    }
    return upper.equals("DATA") ? "354 go on" : "250 fine";
  }

  private static boolean say(OutputStream out, String answer) throws IOException {
    if (answer.equals(HANG_UP)) {
      return false;
    }
    if (!answer.equals(SILENCE)) {
      out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return true;
  }

  private static String message(BufferedReader in) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      message.append(line).append("\r\n");
    }
    return message.toString();
  }

  private static MimeMessage parsed(String raw) {
    try {
      return new MimeMessage(
          Session.getInstance(new Properties()),
          new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
