/** What the demo night runs against: stand-ins of services that are not there. Uses nothing of the other rooms. */
@NullMarked
package io.nightjar.demo;

import org.jspecify.annotations.NullMarked;
