package io.nightjar.web.slack;

import io.nightjar.alert.PrivateReplies;
import io.nightjar.web.DatabaseTrouble;
import io.nightjar.web.FailureLog;
import io.nightjar.web.security.SlackUsers;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The threads on which requests from Slack are done: few, and a short queue, which a flood cannot fill memory with. */
@Configuration(proxyBeanMethods = false)
class SlackConsoleConfiguration {

  private static final int THREADS = 2;
  private static final int WAITING = 50;

  // Not a candidate where Spring looks for an executor of its own.
  @Bean(defaultCandidate = false)
  ThreadPoolTaskExecutor slackConsoleThreads() {
    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
    executor.setCorePoolSize(THREADS);
    executor.setMaxPoolSize(THREADS);
    executor.setQueueCapacity(WAITING);
    executor.setThreadNamePrefix("nightjar-slack-");
    executor.setDaemon(true);
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
    executor.setWaitForTasksToCompleteOnShutdown(true);
    executor.setAwaitTerminationSeconds(5);
    return executor;
  }

  @Bean
  Console slackConsole(
      SlackUsers users,
      Deeds deeds,
      PrivateReplies replies,
      DatabaseTrouble database,
      FailureLog failures,
      @Qualifier("slackConsoleThreads") ThreadPoolTaskExecutor threads) {
    return new Console(users, deeds, replies, database, failures, threads);
  }
}
