/** Incidents: problems that need a person, from opening to resolution. */
@NullMarked
package io.nightjar.incident;

import org.jspecify.annotations.NullMarked;
