package io.nightjar.schedule;

import java.util.stream.IntStream;

/** A set of numbers from 0 to 63: the values of a field, or the days of one month. */
record ValueSet(long bits) {

  static final ValueSet EMPTY = new ValueSet(0);

  /** The result of {@link #ceiling} and {@link #floor} when there is no such value. */
  static final int NONE = -1;

  static ValueSet of(int value) {
    return new ValueSet(1L << value);
  }

  static ValueSet range(int from, int to) {
    return new ValueSet((-1L >>> (63 - to)) & (-1L << from));
  }

  boolean isEmpty() {
    return bits == 0;
  }

  boolean contains(int value) {
    return (bits >>> value & 1) == 1;
  }

  ValueSet or(ValueSet other) {
    return new ValueSet(bits | other.bits);
  }

  ValueSet and(ValueSet other) {
    return new ValueSet(bits & other.bits);
  }

  /** The smallest value that is at least the given one. */
  int ceiling(int value) {
    long rest = value > 63 ? 0 : bits & (-1L << value);
    return rest == 0 ? NONE : Long.numberOfTrailingZeros(rest);
  }

  /** The greatest value that is at most the given one. */
  int floor(int value) {
    long rest = value < 0 ? 0 : bits & (-1L >>> (63 - value));
    return rest == 0 ? NONE : last(rest);
  }

  int first() {
    return Long.numberOfTrailingZeros(bits);
  }

  int last() {
    return last(bits);
  }

  int size() {
    return Long.bitCount(bits);
  }

  IntStream stream() {
    return IntStream.rangeClosed(0, 63).filter(this::contains);
  }

  private static int last(long bits) {
    return 63 - Long.numberOfLeadingZeros(bits);
  }
}
