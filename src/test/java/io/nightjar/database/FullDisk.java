package io.nightjar.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A disk of H2's that a test fills: {@code jdbc:h2:fulldisk:/folder/name}. One for the whole process. */
public final class FullDisk extends FilePathWrapper {

  private static volatile boolean full;

  static {
    FilePath.register(new FullDisk());
  }

  static String url(String file) {
    return "jdbc:h2:fulldisk:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  static void isFull(boolean now) {
    full = now;
  }

  @Override
  public String getScheme() {
    return "fulldisk";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Disk(getBase().open(mode));
  }

  private static final class Disk extends FileBaseDefault {

    private final FileChannel file;

    Disk(FileChannel file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
      return file.read(to, position);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
      if (full) {
        throw new FileSystemException("No space left on device");
      }
      return file.write(from, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public java.nio.channels.FileLock tryLock(long position, long size, boolean shared)
        throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
