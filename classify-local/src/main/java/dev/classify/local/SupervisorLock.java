package dev.classify.local;

import dev.classify.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The lock of a folder, which its supervisor holds until it ends. The file names the supervisor.
record SupervisorLock(FileChannel file, FileLock lock) implements AutoCloseable {

  /// Takes the lock; empty if another process has it.
  static Optional<SupervisorLock> take(Path path, ProcessIdentity holder) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = file.tryLock();
      if (lock == null) {
        file.close();
        return Optional.empty();
      }
      // Not replaced as other files are, because the lock belongs to this very file.
      file.truncate(0);
      file.write(ByteBuffer.wrap(JsonFile.bytes(holder)), 0);
      return Optional.of(new SupervisorLock(file, lock));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /// The process that has the lock, or had it last; empty if the file does not say.
  static Optional<ProcessIdentity> holder(Path path) throws IOException {
    return JsonFile.readIfWhole(path, ProcessIdentity.class);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
