/** Strict parsing of request parameters and bodies. */
@NullMarked
package io.nightjar.web.request;

import org.jspecify.annotations.NullMarked;
