package dev.classify.access;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names under which a port on this machine may be reached: the page and the API, and the admin
/// ports of Restate.
///
/// A site can point a name of its own at this machine (DNS rebinding); to a browser, our page then
/// belongs to that site, which may read all of it. An address in digits cannot be pointed anywhere
/// else, so it counts.
public final class KnownHosts {

  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]]+)(?::[0-9]{1,5})?");
  private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  private final Set<String> names = new HashSet<>(Set.of("localhost"));

  /// @param names besides `localhost` and every address
  public KnownHosts(List<String> names) {
    names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
  }

  /// Whether a request for this host may be answered.
  ///
  /// @param host the header Host: a name or an address, with or without a port
  public boolean knows(String host) {
    Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
    return matcher.matches()
        && (names.contains(matcher.group(1)) || ADDRESS.matcher(matcher.group(1)).matches());
  }
}
