/** People and programs, over HTTP. */
@NullMarked
package io.nightjar.web;

import org.jspecify.annotations.NullMarked;
