package io.nightjar.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of an embedded database. H2 opens a truncated file without an error: it goes back to what is left, or begins
 * anew. Its header names the newest chunk, which must be in it. See the file format of H2's MVStore.
 */
final class H2DatabaseFile {

  private static final Pattern URL = Pattern.compile(
      "jdbc:h2:(?:file:)?(?!mem:|tcp:|ssl:|zip:|nio|split:)([^;]+).*", Pattern.DOTALL);
  private static final Pattern NEWEST = Pattern.compile("^H:[0-9a-f]+,block:([0-9a-f]+),");
  private static final Pattern LENGTH = Pattern.compile("^chunk:[^\\n]*?,len:([0-9a-f]+),");
  private static final int BLOCK = 4096;

  private H2DatabaseFile() {}

  /** Refuses a file that is shorter than what was written to it. */
  static void check(@Nullable String url) {
    Matcher file = URL.matcher(url == null ? "" : url);
    if (!file.matches()) {
      return;
    }
    Path path =
        Path.of(file.group(1).replaceFirst("^~", System.getProperty("user.home")) + ".mv.db");
    makeFolder(path.toAbsolutePath().normalize());
    if (!Files.isRegularFile(path)) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      long end = newestEnd(in);
      if (in.length() < end) {
        throw new UnusableDatabaseException(
            "The file " + path.toAbsolutePath().normalize() + " has " + in.length()
                + " bytes, but at least " + end + " were written to it: it was truncated.");
      }
    } catch (IOException e) {
      // H2 fails to read the file for the same reason and reports it.
    }
  }

  /** H2 would make it too, but prints a stack trace of its own where it cannot. */
  private static void makeFolder(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UnusableDatabaseException("The folder " + folder + " cannot be made: " + e, e);
    }
  }

  private static long newestEnd(RandomAccessFile in) throws IOException {
    long end = 2 * BLOCK;
    for (int copy = 0; copy < 2; copy++) {
      Matcher header = NEWEST.matcher(text(in, (long) copy * BLOCK));
      if (header.find()) {
        long block = Long.parseLong(header.group(1), 16);
        Matcher chunk = LENGTH.matcher(text(in, block * BLOCK));
        long blocks = chunk.find() ? Long.parseLong(chunk.group(1), 16) : 1;
        end = Math.max(end, (block + blocks) * BLOCK);
      }
    }
    return end;
  }

  private static String text(RandomAccessFile in, long position) throws IOException {
    if (position >= in.length()) {
      return "";
    }
    byte[] bytes = new byte[512];
    in.seek(position);
    int read = in.read(bytes);
    return new String(bytes, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
  }
}
