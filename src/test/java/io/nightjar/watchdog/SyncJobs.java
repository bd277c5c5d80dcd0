package io.nightjar.watchdog;

import io.nightjar.PluginJar;
import io.nightjar.job.Job;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * The jobs of the sync service of 2022 as a jar of Java jobs: each takes a lock of ShedLock before it does anything, and
 * the class of those locks was missing from what was deployed.
 */
final class SyncJobs implements AutoCloseable {

  private static final String LOCKS = "net.javacrumbs.shedlock.core.LockProvider";
  private static final String CONFIGURATION = "org.example.sync.SyncJobs";

  private final URLClassLoader classes;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private SyncJobs(Path jar) throws IOException, ClassNotFoundException {
    classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    context.setClassLoader(classes);
    context.register(classes.loadClass(CONFIGURATION));
    context.refresh();
  }

  static SyncJobs in(Path jar) throws IOException, ClassNotFoundException {
    return new SyncJobs(jar);
  }

  static Path jar(Path folder, List<Job> jobs) throws IOException {
    return sources(jobs).build(Files.createDirectories(folder), CONFIGURATION);
  }

  static Path jarWithoutLocks(Path folder, List<Job> jobs) throws IOException {
    return sources(jobs).build(Files.createDirectories(folder), CONFIGURATION, LOCKS);
  }

  private static PluginJar sources(List<Job> jobs) {
    String beans = jobs.stream()
        .filter(Job::runsHere)
        .map(job -> """
              @Bean("%s")
              Runnable job%d() {
                return new SyncJob("%1$s");
              }
            """.formatted(job.name(), jobs.indexOf(job)))
        .collect(Collectors.joining());
    return new PluginJar()
        .with(LOCKS, """
            package net.javacrumbs.shedlock.core;

            public class LockProvider {
              public boolean lock(String name) {
                return true;
              }
            }
            """)
        .with("org.example.sync.SyncJob", """
            package org.example.sync;

            import net.javacrumbs.shedlock.core.LockProvider;

            class SyncJob implements Runnable {
              private final String name;

              SyncJob(String name) {
                this.name = name;
              }

              @Override
              public void run() {
                if (new LockProvider().lock(name)) {
                  System.out.println(name);
                }
              }
            }
            """)
        .with(CONFIGURATION, """
            package org.example.sync;

            import org.springframework.boot.autoconfigure.AutoConfiguration;
            import org.springframework.context.annotation.Bean;

            @AutoConfiguration
            public class SyncJobs {
            %s}
            """.formatted(beans));
  }

  BeanFactory factory() {
    return context;
  }

  @Override
  public void close() throws IOException {
    context.close();
    classes.close();
  }
}
