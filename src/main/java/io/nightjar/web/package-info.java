/** REST, pings, pages and who may call them. */
@NullMarked
package io.nightjar.web;

import org.jspecify.annotations.NullMarked;
