import { expect, test } from 'vitest';
import { checkMove, checkMovedTree, movedText, moveTitles, textToRename } from './check-move';

const board = `
  /dts-v1/;

  / {
    #address-cells = <2>;
    #size-cells = <2>;

    chosen {
      #address-cells = <2>;
      #size-cells = <2>;

      // The kernel of the guest.
      guest: module@47000000 { // loaded by U-Boot
        compatible = "multiboot,kernel", "multiboot,module";
        $0reg = <0x0 0x47000000 0x0 0x800000>;
        bootargs = "console=ttyAMA0";
      }; // 8 MiB

      domU1 {
        compatible = "xen,domain";
        #address-cells = <1>;
        #size-cells = <1>;
        memory = <0x0 0x20000>;
        cpus = <1>;
      };

      domU2 {
        compatible = "xen,domain";
        memory = <0x0 0x20000>;
        cpus = <1>;
      };
    };
  };
`;

test('offers each domain and a new one', () => {
  expect(moveTitles(board)).toEqual([
    'Move module into domain "domU1"',
    'Move module into domain "domU2"',
    'Move module into a new domain…',
  ]);
});

test('moves a module with its comments and label, and writes reg in the cells of the domain', () => {
  checkMove(
    board,
    'Move module into domain "domU1"',
    `
  /dts-v1/;

  / {
    #address-cells = <2>;
    #size-cells = <2>;

    chosen {
      #address-cells = <2>;
      #size-cells = <2>;

      domU1 {
        compatible = "xen,domain";
        #address-cells = <1>;
        #size-cells = <1>;
        memory = <0x0 0x20000>;
        cpus = <1>;

        // The kernel of the guest.
        guest: module@47000000 { // loaded by U-Boot
          compatible = "multiboot,kernel", "multiboot,module";
          reg = <0x47000000 0x800000>;
          bootargs = "console=ttyAMA0";
        }; // 8 MiB
      };

      domU2 {
        compatible = "xen,domain";
        memory = <0x0 0x20000>;
        cpus = <1>;
      };
    };
  };
`,
  );
  checkMovedTree(board, 'Move module into domain "domU1"', {
    from: '/chosen/module@47000000',
    to: '/chosen/domU1/module@47000000',
  });
});

test('declares the cells of a domain that does not, so that reg can stay as it is', () => {
  const source = `
    /dts-v1/;
    / {
    	chosen {
    		module@40000000 {
    			compatible = "multiboot,kernel", "multiboot,module";$0
    			reg = <0x0 0x40000000
    			       0x0 0x100000>;
    		};
    		domU1 {
    			compatible = "xen,domain"; /* first */
    			memory = <0x0 0x20000>;
    			cpus = <1>;
    		};
    	};
    };
  `;
  const title = 'Move module into domain "domU1"';
  checkMove(
    source,
    title,
    `
    /dts-v1/;
    / {
    	chosen {
    		domU1 {
    			compatible = "xen,domain"; /* first */
    			#address-cells = <2>;
    			#size-cells = <2>;
    			memory = <0x0 0x20000>;
    			cpus = <1>;

    			module@40000000 {
    				compatible = "multiboot,kernel", "multiboot,module";
    				reg = <0x0 0x40000000
    				       0x0 0x100000>;
    			};
    		};
    	};
    };
  `,
  );
  checkMovedTree(source, title, {
    from: '/chosen/module@40000000',
    to: '/chosen/domU1/module@40000000',
  });
});

test('moves the example of the mail and mends its unit address', () => {
  checkMove(
    `
    /dts-v1/;
    / {
      chosen {
        module@0x47000000 {
          compatible = "multiboot,module\\0multiboot,kernel";
          reg = <0x0 0x47000000 0x0 0x800000>;$0
        };

        domU1 {
          compatible = "xen,domain";
          #address-cells = <0x2>;
          #size-cells = <0x2>;
        };
      };
    };
  `,
    'Move module into domain "domU1"',
    `
    /dts-v1/;
    / {
      chosen {
        domU1 {
          compatible = "xen,domain";
          #address-cells = <0x2>;
          #size-cells = <0x2>;

          module@47000000 {
            compatible = "multiboot,module\\0multiboot,kernel";
            reg = <0x0 0x47000000 0x0 0x800000>;
          };
        };
      };
    };
  `,
  );
});

test('merges the blocks of several files into one text in the domain', () => {
  const source = `
    //- /board.dts
    /dts-v1/;
    #include "base.dtsi"
    #include "domains.dtsi"

    / { model = "board"; };

    /* what this board changes */
    kernel2: &kernel {
    	/delete-property/ status;
    	reg = <0x0 0x48000000 0x0 0x200000>; /* moved up */

    	// for the console
    	bootargs = "console=ttyAMA0";$0
    };

    &{/aliases} { kernel0 = &kernel; };
    //- /base.dtsi
    / {
    	aliases { };
    	chosen {
    		#address-cells = <2>;
    		#size-cells = <2>;
    		kernel: module@47000000 {
    			compatible = "multiboot,kernel", "multiboot,module";
    			status = "okay";
    			reg = <0x0 0x47000000 0x0 0x100000>;
    		};
    	};
    };
    //- /domains.dtsi
    / {
      chosen {
        domU1: guest1 {
          compatible = "xen,domain";
          #address-cells = <1>;
          #size-cells = <1>;
          memory = <0x0 0x20000>;
          cpus = <1>;
        };
      };
    };
  `;
  const title = 'Move module into domain "guest1"';
  checkMove(
    source,
    title,
    `
    //- /board.dts
    /dts-v1/;
    #include "base.dtsi"
    #include "domains.dtsi"

    / { model = "board"; };

    &{/aliases} { kernel0 = &kernel; };
    //- /base.dtsi
    / {
    	aliases { };
    	chosen {
    		#address-cells = <2>;
    		#size-cells = <2>;
    	};
    };
    //- /domains.dtsi
    / {
      chosen {
        domU1: guest1 {
          compatible = "xen,domain";
          #address-cells = <1>;
          #size-cells = <1>;
          memory = <0x0 0x20000>;
          cpus = <1>;

          /* what this board changes */
          kernel: kernel2: module@48000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            /* moved up */
            reg = <0x48000000 0x200000>;
            // for the console
            bootargs = "console=ttyAMA0";
          };
        };
      };
    };
  `,
  );
  checkMovedTree(source, title, {
    from: '/chosen/module@47000000',
    to: '/chosen/guest1/module@48000000',
  });
});

/** A board with one module and one domain whose cells are given. */
function boardWith(module: string, cells: readonly [number, number], above = ''): string {
  return `${above}/dts-v1/;
/ {
	chosen {
		#address-cells = <2>;
		#size-cells = <2>;
${module}
		domU1 {
			compatible = "xen,domain";
			#address-cells = <${cells[0]}>;
			#size-cells = <${cells[1]}>;
		};
	};
};
`;
}

function movedRegs(reg: string, cells: readonly [number, number], above = ''): string {
  const module = `module@1000 { compatible = "multiboot,module"; ${reg}$0 };`;
  const source = boardWith(module, cells, above);
  return /reg = [^;]*;/.exec(movedText(source, 'Move module into domain "domU1"'))?.[0] ?? '';
}

test('keeps the way in which numbers are written', () => {
  expect(movedRegs('reg = <0x0 0x1000 0x0 0x2000>;', [1, 1])).toBe('reg = <0x1000 0x2000>;');
  expect(movedRegs('reg = <0 4096 0 8192>;', [1, 1])).toBe('reg = <4096 8192>;');
  expect(movedRegs('reg = <0x0 0x1000>, <0x0 0x2000>;', [1, 2])).toBe('reg = <0x1000 0x0 0x2000>;');
  expect(movedRegs('reg = <0x1000 (8 * 1024)>;', [2, 2])).toBe(
    'reg = <0x0 0x1000 0x0 (8 * 1024)>;',
  );
  expect(movedRegs('reg = <0X00001000 0X00002000>;', [2, 1])).toBe(
    'reg = <0X00000000 0X00001000 0X00002000>;',
  );
  expect(movedRegs('reg = <4096 8192>;', [2, 2])).toBe('reg = <0 4096 0 8192>;');
});

test('keeps macros in reg where they stand for single cells', () => {
  const above = '#define BASE 0x1000\n#define ALL 0x0 0x1000 0x0 0x2000\n';
  expect(movedRegs('reg = <0x0 BASE 0x0 0x2000>;', [1, 1], above)).toBe('reg = <BASE 0x2000>;');
  expect(movedRegs('reg = <ALL>;', [2, 2], above)).toBe('reg = <ALL>;');
  expect(movedRegs('reg = <ALL>;', [1, 1], above)).toBe('reg = <0x1000 0x2000>;');
});

test('is exact beyond 53 bits', () => {
  const module = `module { compatible = "multiboot,module"; reg = <0x80000000 0x1 0x1 0x0>;$0 };`;
  expect(movedText(boardWith(module, [2, 2]), 'Move module into domain "domU1"')).toContain(
    'module@8000000000000001 {',
  );
});

test('says why a module cannot be moved', () => {
  const refusal = (module: string, above = '') => moveTitles(boardWith(module, [1, 1], above))[0];
  expect(refusal('module@100000000 { compatible = "multiboot,module"; reg = <1 0 0 1>;$0 };')).toBe(
    'Move module into domain "domU1" (module@100000000 cannot be moved: address 0x100000000 does not fit in 1 cell (in domU1))',
  );
  expect(refusal('MODULE$0', '#define MODULE m@1 { compatible = "multiboot,module"; };\n')).toBe(
    'Move module into domain "domU1" (m@1 cannot be moved: a macro writes part of it (board.dts:7))',
  );
  const taken = `module@1 { compatible = "multiboot,module"; reg = <0 1 0 1>;$0 };`;
  const other = boardWith(taken, [1, 1]).replace('#size-cells = <1>;', '$& module@1 { };');
  expect(moveTitles(other)[0]).toContain('domU1 already has a node module@1');
});

test('offers nothing outside of a module, and not the domain that a module is in', () => {
  expect(moveTitles(boardWith('$0', [1, 1]))).toEqual([]);
  const inside = boardWith('', [1, 1]).replace(
    '#size-cells = <1>;',
    '$& m@1 { compatible = "multiboot,module"; reg = <1 1>;$0 };',
  );
  expect(moveTitles(inside)).toEqual(['Move module into a new domain…']);
});

test('moves a module into a new domain that has what Xen needs', () => {
  const source = `
    /dts-v1/;
    / {
      chosen {
        #address-cells = <2>;
        #size-cells = <1>;

        domU1 {
          compatible = "xen,domain";
          memory = <0x0 0x20000>;
          cpus = <1>;

          $0module@40000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x0 0x40000000 0x100000>;
          };
        };
      };
    };
  `;
  const title = 'Move module into a new domain…';
  checkMove(
    source,
    title,
    `
    /dts-v1/;
    / {
      chosen {
        #address-cells = <2>;
        #size-cells = <1>;

        domU1 {
          compatible = "xen,domain";
          memory = <0x0 0x20000>;
          cpus = <1>;
        };

        domU2 {
          compatible = "xen,domain";
          #address-cells = <2>;
          #size-cells = <1>;
          memory = <0x0 0x20000>;
          cpus = <1>;

          module@40000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x0 0x40000000 0x100000>;
          };
        };
      };
    };
  `,
  );
  expect(textToRename(source, title)).toBe('domU2 {');
});

test('moves what is written on one line, between blocks on one line', () => {
  checkMove(
    `
    /dts-v1/;
    / { chosen { m@1 { compatible = "multiboot,module"; reg = <0 1 1>;$0 }; d { compatible = "xen,domain"; }; }; };
  `,
    'Move module into domain "d"',
    `
    /dts-v1/;
    / { chosen { d { compatible = "xen,domain"; #address-cells = <2>; #size-cells = <1>;
    	m@1 { compatible = "multiboot,module"; reg = <0 1 1>; };
    }; }; };
  `,
  );
});

test('moves a module out of a block that names its parent by reference, and references follow', () => {
  const source = `
    /dts-v1/;
    / {
    	aliases { kernel = &{/chosen/module@40000000}; };
    	chosen: chosen {
    		domU1 {
    			compatible = "xen,domain";
    			memory = <0x0 0x20000>;
    			cpus = <1>;
    			#address-cells = <2>;
    			#size-cells = <2>;
    		};
    	};
    };
    &chosen {
    	#address-cells = <1>;
    	#size-cells = <1>;
    	/* the
    	 * kernel */
    	module@40000000 {
    		compatible = "multiboot,kernel", "multiboot,module";
    		reg = <0x40000000 0x100000>;$0
    	};
    };
  `;
  const title = 'Move module into domain "domU1"';
  checkMove(
    source,
    title,
    `
    /dts-v1/;
    / {
    	aliases { kernel = &{/chosen/domU1/module@40000000}; };
    	chosen: chosen {
    		domU1 {
    			compatible = "xen,domain";
    			memory = <0x0 0x20000>;
    			cpus = <1>;
    			#address-cells = <2>;
    			#size-cells = <2>;

    			/* the
    			 * kernel */
    			module@40000000 {
    				compatible = "multiboot,kernel", "multiboot,module";
    				reg = <0x0 0x40000000 0x0 0x100000>;
    			};
    		};
    	};
    };
    &chosen {
    	#address-cells = <1>;
    	#size-cells = <1>;
    };
  `,
  );
  checkMovedTree(source, title, {
    from: '/chosen/module@40000000',
    to: '/chosen/domU1/module@40000000',
  });
});

test('keeps the line ends of a file', () => {
  const source = boardWith(
    'm@1 {\n\t\t\tcompatible = "multiboot,module";$0\n\t\t};',
    [1, 1],
  ).replaceAll('\n', '\r\n');
  const text = movedText(source, 'Move module into domain "domU1"');
  expect(text).toContain('\t\t\tm@1 {\r\n\t\t\t\tcompatible');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('takes what is inactive in a module along', () => {
  const module = `		m@1 {
#ifdef DEBUG
			bootargs = "debug";
#else
			bootargs = "quiet";
#endif
			compatible = "multiboot,module";$0
		};`;
  expect(movedText(boardWith(module, [1, 1]), 'Move module into domain "domU1"')).toContain(`
			m@1 {
#ifdef DEBUG
				bootargs = "debug";
#else
				bootargs = "quiet";
#endif
				compatible = "multiboot,module";
			};
		};
`);
});

test('does not take a module out of a condition unnoticed', () => {
  const module = 'm@1 { compatible = "multiboot,module";$0 };';
  expect(moveTitles(boardWith(`#ifndef X\n${module}\n#endif`, [1, 1]))[0]).toContain(
    'it stands under an #ifndef (board.dts:6)',
  );
  expect(
    moveTitles(
      boardWith(`m@1 {\n#ifndef X\n$0compatible = "multiboot,module"; };\n#endif`, [1, 1]),
    )[0],
  ).toContain('an #if begins or ends inside it (board.dts:6)');
  const guarded = `#ifndef B\n#define B\n${boardWith(module, [1, 1])}\n#endif\n`;
  expect(moveTitles(guarded)[0]).toBe('Move module into domain "domU1"');
});
