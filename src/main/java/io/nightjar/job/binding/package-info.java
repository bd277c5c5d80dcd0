/** Binds keys to types and collects every problem instead of stopping at the first. Knows nothing of jobs. */
@NullMarked
package io.nightjar.job.binding;

import org.jspecify.annotations.NullMarked;
