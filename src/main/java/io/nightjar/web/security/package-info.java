/** Tokens and roles. */
@NullMarked
package io.nightjar.web.security;

import org.jspecify.annotations.NullMarked;
