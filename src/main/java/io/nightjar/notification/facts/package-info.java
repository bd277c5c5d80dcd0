/** What is known of an incident when people are told of it. */
@NullMarked
package io.nightjar.notification.facts;

import org.jspecify.annotations.NullMarked;
