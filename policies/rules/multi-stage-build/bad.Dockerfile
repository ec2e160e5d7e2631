FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
COPY src ./src
RUN npm ci && npm run build && npm cache clean --force
USER node
CMD ["node", "dist/server.js"]
