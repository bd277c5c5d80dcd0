/** The state of each job, whether it can start, and the planning of its expected runs. */
@NullMarked
package io.nightjar.ledger.job;

import org.jspecify.annotations.NullMarked;
