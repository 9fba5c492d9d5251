package dev.classify.web.access;

import static dev.classify.web.access.TestRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.web.http.ClientAddress;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  @Test
  void addressIsWhatOurBalancerSaw() {
    assertThat(ClientAddress.of(get("X-Forwarded-For", "10.9.9.9, 198.51.100.7")))
        .isEqualTo("198.51.100.7");
    assertThat(ClientAddress.of(get("X-Forwarded-For", "198.51.100.7"))).isEqualTo("198.51.100.7");
  }

  @Test
  void withoutABalancerItIsThatOfTheConnection() {
    assertThat(ClientAddress.of(get())).isEqualTo("192.0.2.9");
    assertThat(ClientAddress.of(get("X-Forwarded-For", "10.9.9.9, evil\u001b[2J")))
        .isEqualTo("192.0.2.9");
  }

  @Test
  void addressesOfOneNetworkCountTogether() {
    assertThat(ClientAddress.of(get("X-Forwarded-For", "2001:db8:1:2:3:4:5:6")))
        .isEqualTo(ClientAddress.of(get("X-Forwarded-For", "2001:db8:1:2:ffff::1")))
        .isNotEqualTo(ClientAddress.of(get("X-Forwarded-For", "2001:db8:1:3:3:4:5:6")));
  }
}
