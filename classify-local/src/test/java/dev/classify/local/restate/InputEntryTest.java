package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class InputEntryTest {

  /// As restate-server 1.7.12 stores a request that curl has sent.
  private static final byte[] STORED =
      HexFormat.of()
          .parseHex(
              "0a320a16782d726573746174652d696e67726573732d7061746812182f636c6173736966792d6170692f"
                  + "62617463682f73656e640a190a0a757365722d6167656e74120b6375726c2f372e38382e310a0d"
                  + "0a0661636365707412032a2f2a0a200a0c636f6e74656e742d7479706512106170706c69636174"
                  + "696f6e2f6a736f6e0a150a0e636f6e74656e742d6c656e677468120331363472a7010aa4017b22"
                  + "62617463684b6579223a226b31222c226a6f624964223a226a222c2267656e65726174696f6e22"
                  + "3a312c22666f72636564223a66616c73652c22726f756e64223a302c226f7264696e616c223a30"
                  + "2c2272756e4964223a2272222c22616e73776572696e67223a6e756c6c2c22696e64696361746f"
                  + "7273223a5b7b22696e64696361746f725f6964223a2241222c226e616d65223a22c384205c2271"
                  + "5c22227d5d7d");

  @Test
  void bodyIsTheOneThatWasSent() {
    assertThat(InputEntry.body(STORED))
        .startsWith("{\"batchKey\":\"k1\",\"jobId\":\"j\"")
        .endsWith("\"name\":\"\u00c4 \\\"q\\\"\"}]}");
  }

  @Test
  void callWithoutABodyHasAnEmptyOne() {
    assertThat(InputEntry.body(new byte[] {0x72, 0})).isEmpty();
    assertThat(InputEntry.body(new byte[0])).isEmpty();
  }

  @Test
  void otherEntriesAreRefused() {
    byte[] cut = Arrays.copyOf(STORED, STORED.length - 1);
    assertThatThrownBy(() -> InputEntry.body(cut)).hasMessageStartingWith("no input entry: ");
    assertThatThrownBy(() -> InputEntry.body(new byte[] {8, 1}))
        .hasMessage("no input entry: tag=8 length=-1");
    assertThatThrownBy(() -> InputEntry.body(new byte[] {-1}))
        .hasMessage("no input entry: a number does not end");
  }
}
