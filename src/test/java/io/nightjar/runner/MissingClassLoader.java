package io.nightjar.runner;

import java.io.IOException;
import java.io.InputStream;

/** Loads one package anew as if one class were missing from the jar. */
public final class MissingClassLoader extends ClassLoader {

  private final String prefix;
  private final String missing;

  public MissingClassLoader(Class<?> missing) {
    super(missing.getClassLoader());
    this.prefix = missing.getPackageName() + ".";
    this.missing = missing.getName();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(prefix)) {
      return super.loadClass(name, resolve);
    }
    if (name.equals(missing)) {
      throw new ClassNotFoundException(name);
    }
    Class<?> loaded = findLoadedClass(name);
    return loaded == null ? define(name) : loaded;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }
}
