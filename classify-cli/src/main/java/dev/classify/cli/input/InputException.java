package dev.classify.cli.input;

import org.jspecify.annotations.Nullable;

/// An input that cannot be read, or not further, and how to mend it.
public final class InputException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String fault;
  private final String mend;

  public InputException(String fault, String mend) {
    this(fault, mend, null);
  }

  public InputException(String fault, String mend, @Nullable Throwable cause) {
    super(fault + "; " + mend, cause);
    this.fault = fault;
    this.mend = mend;
  }

  public String fault() {
    return fault;
  }

  public String mend() {
    return mend;
  }
}
