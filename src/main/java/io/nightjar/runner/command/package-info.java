/** Jobs that are programs of this host. */
@NullMarked
package io.nightjar.runner.command;

import org.jspecify.annotations.NullMarked;
