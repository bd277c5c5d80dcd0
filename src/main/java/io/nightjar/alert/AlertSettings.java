package io.nightjar.alert;

/**
 * The section {@code nightjar.alert}.
 *
 * @param console whether messages are printed when no other channel is configured
 */
record AlertSettings(boolean console) {}
