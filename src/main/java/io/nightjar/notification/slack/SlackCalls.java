package io.nightjar.notification.slack;

import com.google.gson.JsonParseException;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Calls methods of Slack and turns everything but an answer into what it says of the message. */
final class SlackCalls {

  private final SlackDestination place;
  private final MethodsClient slack;

  /** One call. */
  interface Call<T extends SlackApiTextResponse> {
    T on(MethodsClient slack) throws IOException, SlackApiException;
  }

  SlackCalls(SlackDestination place, SlackTimeouts timeouts) {
    this.place = place;
    this.slack = SlackClient.of(place, timeouts);
  }

  /**
   * Makes a call that posts or changes something.
   *
   * @param what the words for it: "the message to #sync"
   * @return an answer of Slack, which may be a refusal
   */
  <T extends SlackApiTextResponse> T make(Call<T> call, String what) {
    try {
      return call.on(slack);
    } catch (SlackApiException e) {
      throw SlackOutcome.status(e, what, place);
    } catch (IOException e) {
      throw SlackOutcome.unanswered(e, place);
    } catch (RuntimeException e) {
      throw SlackOutcome.unreadable(e, place);
    }
  }

  /**
   * Makes a call that reads.
   *
   * @return an answer, which may be a refusal that concerns this question alone; null when there is none to be had, now
   *     or later
   * @throws DeliveryException for what passes, and for what ails every call
   */
  <T extends SlackApiTextResponse> @Nullable T ask(Call<T> call, String what) {
    try {
      T answer = call.on(slack);
      if (!answer.isOk()) {
        DeliveryException refusal = asked(refused(answer, what));
        if (refusal.kind() != Kind.PERMANENT || SlackErrorCode.isOfToken(answer)) {
          throw refusal;
        }
      }
      return answer;
    } catch (SlackApiException e) {
      DeliveryException refusal = asked(SlackOutcome.status(e, what, place));
      if (refusal.kind() == Kind.PERMANENT) {
        return null;
      }
      throw refusal;
    } catch (IOException e) {
      throw asked(SlackOutcome.unanswered(e, place));
    } catch (JsonParseException e) {
      // Not Slack's words, or words that its client cannot read: asking again would not end.
      return null;
    }
  }

  DeliveryException refused(SlackApiTextResponse answer, String what) {
    return SlackOutcome.refused(answer, what, place);
  }

  /** Without an answer to a question nothing has happened, and what Slack refuses to answer it will not answer. */
  private static DeliveryException asked(DeliveryException e) {
    Kind kind = switch (e.kind()) {
      case UNCLEAR -> Kind.TRANSIENT;
      case CONTENT -> Kind.PERMANENT;
      case TRANSIENT, PERMANENT -> e.kind();
    };
    return new DeliveryException(kind, String.valueOf(e.getMessage()), e.retryAfter());
  }
}
