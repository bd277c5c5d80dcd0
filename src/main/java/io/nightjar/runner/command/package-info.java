/** Jobs that are commands of this host. */
@NullMarked
package io.nightjar.runner.command;

import org.jspecify.annotations.NullMarked;
