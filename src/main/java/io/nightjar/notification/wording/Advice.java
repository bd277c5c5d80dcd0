package io.nightjar.notification.wording;

import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Fact.Form;
import io.nightjar.notification.MessageText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do, and the command that does it.
 *
 * @param command a line of its own, so that it can be copied; null: there is none
 */
public record Advice(MessageText text, @Nullable Fact command) {

  static Advice of(String text) {
    return new Advice(MessageText.of(text), null);
  }

  static Advice of(String text, String label, String command) {
    return new Advice(MessageText.of(text), new Fact(label, command));
  }

  /** With the command of a re-run, which a button may stand for. */
  static Advice rerun(String text, IncidentContext it) {
    return new Advice(MessageText.of(text), rerunCommand(it.incident().name(), it.commands()));
  }

  public static Fact rerunCommand(String job, ApiCommands commands) {
    return new Fact("Re-run", MessageText.of(commands.rerun(job)), Form.RERUN_COMMAND);
  }

  public static Advice repair(ApiCommands commands) {
    return of(
        "Repair the scheduler. If that does not help, restart Nightjar.",
        "Repair the scheduler",
        commands.repair());
  }

  /** The message of the morning is a job that only Nightjar itself can do. */
  static Advice digest(IncidentContext it) {
    return of(
        "Check why its channel has not taken it. Once the channel takes messages, it is sent automatically.",
        "Waiting messages",
        it.commands().pendingMessages());
  }

  static Advice afterFix(IncidentContext it) {
    return it.runsHere()
        ? rerun("Fix the cause, then re-run it.", it)
        : of("It runs elsewhere: fix the cause and start it there.");
  }

  /** The same behind something that is to be done, or known, first. */
  Advice after(MessageText first) {
    return new Advice(MessageText.format("{} {}", first, text), command);
  }

  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("What to do", text));
    if (command != null) {
      facts.add(command);
    }
    return facts;
  }
}
