package io.nightjar.notification.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import io.nightjar.notification.Message.Action;
import io.nightjar.notification.Message.Deed;
import io.nightjar.notification.PlainTextRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Buttons under a message. What starts or silences something asks once more, so that a sleepy thumb does no harm; to say
 * that somebody has seen it does not.
 *
 * @param actionsBlock null when there is no button
 * @param length how many characters of it are seen
 */
record SlackButtons(@Nullable ActionsBlock actionsBlock, int length) {

  static final SlackButtons NONE = new SlackButtons(null, 0);

  private static final int AT_MOST = 25;
  private static final int LONGEST_LABEL = 75;
  private static final int LABELS = 500;
  // A target that was cut would be another one.
  private static final int LONGEST_TARGET = 200;

  static SlackButtons of(List<Action> actions) {
    List<Action> fit = actions.stream()
        .filter(action ->
            action.target().length() <= LONGEST_TARGET && !action.target().isBlank())
        .limit(AT_MOST)
        .toList();
    if (fit.isEmpty()) {
      return NONE;
    }
    int longest = Math.min(LONGEST_LABEL, LABELS / fit.size());
    List<BlockElement> buttons = new ArrayList<>();
    int length = 0;
    for (Action action : fit) {
      String label = label(action, longest);
      length += label.length();
      buttons.add(ButtonElement.builder()
          .actionId(actionId(action.deed(), buttons.size()))
          .text(plain(label))
          .value(action.target())
          .confirm(confirm(action))
          .build());
    }
    return new SlackButtons(ActionsBlock.builder().elements(buttons).build(), length);
  }

  /** Unique in the message, as Slack wants it: {@code nightjar_rerun_0}. */
  private static String actionId(Deed deed, int index) {
    return "nightjar_" + deed.name().toLowerCase(Locale.ROOT) + "_" + index;
  }

  private static String label(Action action, int longest) {
    String label = SlackText.of(PlainTextRenderer.oneLine(action.label()), longest);
    if (!label.isBlank()) {
      return label;
    }
    return switch (action.deed()) {
      case RERUN -> "Re-run";
      case ACKNOWLEDGE -> "Acknowledge";
      case MUTE -> "Mute";
    };
  }

  private static @Nullable ConfirmationDialogObject confirm(Action action) {
    return switch (action.deed()) {
      case RERUN ->
        confirm(
            "Run it again?",
            "This starts " + SlackText.of(PlainTextRenderer.oneLine(action.shown()), 100) + " now.",
            "Run it");
      case MUTE ->
        confirm("Mute it?", "Until the mute ends, what fails there is not announced.", "Mute it");
      case ACKNOWLEDGE -> null;
    };
  }

  private static ConfirmationDialogObject confirm(String title, String text, String yes) {
    return ConfirmationDialogObject.builder()
        .title(plain(title))
        .text(plain(text))
        .confirm(plain(yes))
        .deny(plain("No"))
        .build();
  }

  private static PlainTextObject plain(String text) {
    return PlainTextObject.builder().text(text).emoji(false).build();
  }
}
