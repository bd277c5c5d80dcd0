/** Jobs that are Spring beans. */
@NullMarked
package io.nightjar.runner.bean;

import org.jspecify.annotations.NullMarked;
