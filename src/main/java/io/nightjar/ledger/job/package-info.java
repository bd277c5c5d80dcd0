/** What is known of each job, whether it can start, and how far its occurrences are written ahead. */
@NullMarked
package io.nightjar.ledger.job;

import org.jspecify.annotations.NullMarked;
