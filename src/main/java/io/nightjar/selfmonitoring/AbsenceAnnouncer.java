package io.nightjar.selfmonitoring;

import io.nightjar.incident.Subject;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.ThisInstance;
import io.nightjar.notification.Message;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.direct.DirectMessage;
import io.nightjar.notification.direct.DirectMessenger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a process that only starts jobs tells people itself, in order, until a channel has taken it. For one thread. */
@Component
class AbsenceAnnouncer {

  private static final int MOST_UNSAID = 20;

  private final DirectMessenger line;
  private final WatchdogAbsenceMessages messages;
  private final InstanceRepository instances;
  private final ThisInstance self;
  private final Deque<DirectMessage> unsaid = new ArrayDeque<>();
  private @Nullable DirectMessage alarm;

  AbsenceAnnouncer(
      DirectMessenger line,
      WatchdogAbsenceMessages messages,
      InstanceRepository instances,
      ThisInstance self) {
    this.line = line;
    this.messages = messages;
    this.instances = instances;
    this.self = self;
  }

  /** Writes that nobody watches, without saying it yet. Returns the identity of the message. */
  UUID compose(Instant since) {
    MessageText last = instances
        .latestWatchdog()
        .map(it -> messages.last(Subject.instance(it.name(), it.id()), it.keepAliveAt()))
        .orElse(MessageText.of("there has never been one"));
    Message message = messages.noWatchdog(since, last, self.host());
    alarm = line.call(message);
    return alarm.id();
  }

  void tell() {
    unsaid.add(Objects.requireNonNull(alarm));
  }

  /** Whether this process is the one that tells. */
  boolean isMine() {
    return alarm != null;
  }

  boolean isTold() {
    return alarm != null && alarm.isSaid();
  }

  /** In the thread of the first message. If the first message was never delivered, its end is not sent either. */
  void tellEnd(Instant from, Instant to) {
    Message message = messages.watchdogBack(from, to, self.host());
    unsaid.add(alarm == null ? line.call(message) : line.reply(message, alarm));
    forget();
  }

  /** Another process sends, or has sent, the end. */
  void forget() {
    if (alarm != null) {
      unsaid.remove(alarm);
    }
    alarm = null;
  }

  void say(Instant now) {
    while (unsaid.size() > MOST_UNSAID) {
      unsaid.removeFirst();
    }
    while (!unsaid.isEmpty() && unsaid.getFirst().isDue(now)) {
      if (!unsaid.getFirst().attempt(now)) {
        return;
      }
      unsaid.removeFirst();
    }
  }
}
