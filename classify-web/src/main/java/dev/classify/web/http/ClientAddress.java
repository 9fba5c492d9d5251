package dev.classify.web.http;

import java.util.regex.Pattern;

/// Where a request comes from, as far as strangers are counted by it.
public final class ClientAddress {

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:]*");

  /// A household or a machine gets a network of so many groups, with any number of addresses.
  private static final int NETWORK_GROUPS = 4;

  private ClientAddress() {}

  /// The address that our balancer saw, which it adds as the last one to `X-Forwarded-For`; without
  /// a balancer, that of the connection. Of IPv6 it is the network.
  public static String of(ApiRequest request) {
    String forwarded = request.headerValue("X-Forwarded-For").orElse("");
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    String address = ADDRESS.matcher(last).matches() ? last : request.remoteHost();
    return IPV6.matcher(address).matches() ? network(address) : address;
  }

  private static String network(String address) {
    String[] groups = address.split(":", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < Math.min(NETWORK_GROUPS, groups.length) && !groups[i].isEmpty(); i++) {
      network.append(groups[i]).append(':');
    }
    return network + ":/64";
  }
}
