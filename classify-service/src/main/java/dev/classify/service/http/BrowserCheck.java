package dev.classify.service.http;

import dev.restate.sdk.Context;
import dev.restate.sdk.common.TerminalException;

/// Refuses calls that a web page has sent.
///
/// Restate's ingress lets pages of every origin call it and read the replies, and no setting of
/// Restate 1.7 changes that. A browser says with the header `Origin` that a page calls, and a page
/// can neither remove nor change it. Restate passes the header on and keeps it in the journal, so a
/// replay ends the same way.
public final class BrowserCheck {

  private static final String ORIGIN = "origin";
  private static final int FORBIDDEN = 403;

  private BrowserCheck() {}

  /// Lets a call pass that no web page has sent.
  ///
  /// @throws TerminalException where a page has sent the call
  public static void require(Context context) {
    if (context.request().headers().keySet().stream().anyMatch(ORIGIN::equalsIgnoreCase)) {
      throw new TerminalException(FORBIDDEN, "calls of web pages are refused");
    }
  }
}
