package dev.classify.local.restate;

import dev.classify.exit.CommandFailure;
import dev.classify.identity.IdentityKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The files of the key pair by which workers recognise calls of Restate.
///
/// Two files, because only the nodes may read the private key. Several public keys may stand in the
/// file of the workers, one in each line, while a key is replaced by another.
///
/// @param privateKey for the nodes; only its owner may read it
/// @param publicKeys for the workers; everybody may read it
public record IdentityFiles(Path privateKey, Path publicKeys) {

  /// The files in a folder, whether or not they exist.
  public static IdentityFiles in(Path folder) {
    return new IdentityFiles(folder.resolve("identity.pem"), folder.resolve("identity.pub"));
  }

  /// Makes a key pair unless there is one; creates the folder.
  ///
  /// @return whether it is new
  /// @throws CommandFailure where only the private key exists
  public boolean obtain() throws IOException {
    if (Files.exists(privateKey)) {
      if (!Files.exists(publicKeys)) {
        throw CommandFailure.failed(
            "there is " + privateKey + ", but no " + publicKeys.getFileName() + " beside it",
            "write the public key into it, which Restate writes into its log at its start, or"
                + " remove "
                + privateKey.getFileName()
                + " to make a new pair");
      }
      return false;
    }
    Files.createDirectories(publicKeys.toAbsolutePath().getParent());
    IdentityKeyPair pair = IdentityKeyPair.generate();
    write(publicKeys, pair.publicKey().text() + "\n", "rw-r--r--");
    // Last, because it says that the pair is complete.
    write(privateKey, pair.privateKeyPem(), "rw-------");
    return true;
  }

  /// Replaces the file as a whole, so that nobody reads half a key.
  private static void write(Path file, String text, String permissions) throws IOException {
    Path unfinished =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "identity",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(unfinished, text);
      // Not when it is created, where the umask would take some away.
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(permissions));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
