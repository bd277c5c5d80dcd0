package io.nightjar;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Builds a jar of jobs of a team's own, as a team would: against Spring alone. */
public final class PluginJar {

  private static final String AUTO_CONFIGURATIONS =
      "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

  private final Map<String, String> sources = new LinkedHashMap<>();

  /** Adds a class. */
  public PluginJar with(String className, String source) {
    sources.put(className, source);
    return this;
  }

  /** Compiles all classes and writes them to a jar but for those that are to be missing from it. */
  public Path build(Path folder, String autoConfiguration, String... missing) throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    compile(folder, classes);
    for (String each : missing) {
      Files.delete(classes.resolve(each.replace('.', '/') + ".class"));
    }
    Path jar = folder.resolve("plugin.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        to.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, to);
      }
      to.putNextEntry(new JarEntry(AUTO_CONFIGURATIONS));
      to.write(autoConfiguration.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return jar;
  }

  private void compile(Path folder, Path classes) throws IOException {
    Path root = Files.createTempDirectory(folder, "sources");
    for (Map.Entry<String, String> each : sources.entrySet()) {
      Path file = root.resolve(each.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(root)) {
      List<Path> java = all.filter(Files::isRegularFile).toList();
      List<String> options =
          List.of("-d", classes.toString(), "--release", "17", "-proc:none", "-cp", spring());
      boolean compiled = compiler
          .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
          .call();
      if (!compiled) {
        throw new IllegalStateException("the plugin does not compile");
      }
    }
  }

  private static String spring() {
    return Stream.of(AutoConfiguration.class, Bean.class)
        .map(PluginJar::jarOf)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
