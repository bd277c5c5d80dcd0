/** The HTTP interface for people and programs. */
@NullMarked
package io.nightjar.web;

import org.jspecify.annotations.NullMarked;
