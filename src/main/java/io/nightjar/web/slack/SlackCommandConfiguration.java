package io.nightjar.web.slack;

import io.nightjar.notification.InteractionReplies;
import io.nightjar.web.problem.DatabaseProblems;
import io.nightjar.web.problem.FailureLog;
import io.nightjar.web.security.SlackUsers;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Configures the execution of requests from Slack: few threads and a short queue, so that a flood cannot fill the
 * memory.
 */
@Configuration(proxyBeanMethods = false)
class SlackCommandConfiguration {

  private static final int THREADS = 2;
  private static final int WAITING = 50;

  // Spring must not use it as its own executor.
  @Bean(defaultCandidate = false)
  ThreadPoolTaskExecutor slackCommandThreads() {
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
  SlackCommandExecutor slackCommandExecutor(
      SlackUsers users,
      SlackCommands commands,
      InteractionReplies replies,
      DatabaseProblems database,
      FailureLog failures,
      @Qualifier("slackCommandThreads") ThreadPoolTaskExecutor threads) {
    return new SlackCommandExecutor(users, commands, replies, database, failures, threads);
  }
}
