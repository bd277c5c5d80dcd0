package io.nightjar.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Finds the classes that the code of a class refers to, whether they are used at run time or not. Classes named only in
 * the class file's attributes, such as nest mates and annotations, are left out: the virtual machine does not load them
 * either.
 */
final class ReferencedClasses extends MethodVisitor {

  private final Set<String> names = new LinkedHashSet<>();

  private ReferencedClasses() {
    super(SpringAsmInfo.ASM_VERSION);
  }

  /** Empty for a class without a class file, such as that of a lambda. */
  static Set<String> of(Class<?> user) {
    ReferencedClasses references = new ReferencedClasses();
    String file = user.getName().replace('.', '/') + ".class";
    ClassLoader loader = user.getClassLoader();
    try (InputStream in = loader == null ? null : loader.getResourceAsStream(file)) {
      if (in != null) {
        ClassReader reader = new ClassReader(in);
        reader.accept(references.ofMethods(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // Without readable code nothing more can be checked; the class itself could be loaded.
      return Set.of();
    }
    return references.names;
  }

  private ClassVisitor ofMethods() {
    return new ClassVisitor(SpringAsmInfo.ASM_VERSION) {
      @Override
      public MethodVisitor visitMethod(
          int access,
          String name,
          String descriptor,
          @Nullable String signature,
          String @Nullable [] exceptions) {
        return ReferencedClasses.this;
      }
    };
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    add(Type.getObjectType(type));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    add(Type.getObjectType(owner));
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    add(Type.getObjectType(owner));
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    add(Type.getType(descriptor));
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (value instanceof Type type && type.getSort() != Type.METHOD) {
      add(type);
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    for (Object argument : arguments) {
      if (argument instanceof Handle handle) {
        add(Type.getObjectType(handle.getOwner()));
      }
    }
  }

  private void add(Type type) {
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() == Type.OBJECT) {
      names.add(element.getClassName());
    }
  }
}
