package io.nightjar.notification;

/** Answers the one person who pressed a button or typed a command, unseen by the rest of the channel. */
public interface InteractionReplies {

  /**
   * Says it if that can be done within a few seconds. Never throws.
   *
   * @param responseUrl where the request says that answers go; any other address than the channel's own is passed over
   * @param text plain text, which the channel escapes
   */
  void reply(String responseUrl, String text);
}
